"""What people see and touch: one noun, one widget. The only layer that knows anywidget."""
