"""`python -m netlearn_widgets.serving.warm SOCKET FOLDER`: the root of all warm processes."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

from netlearn_widgets.serving.warm.root import live

live(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]))
