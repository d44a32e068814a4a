"""Where a workshop is kept: one SQLite file, or a PostgreSQL database, with the same promises."""

from netlearn_widgets.store.changes import Changes
from netlearn_widgets.store.store import Store
from netlearn_widgets.store.transfer import export_workshop, import_workshop

__all__ = ["Changes", "Store", "export_workshop", "import_workshop"]
