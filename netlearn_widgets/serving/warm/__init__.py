"""The warm process: it has run the pages' notebooks, and forks a kernel for each visitor.

Three kinds of process, each forked from the one before it:

- the *root* imports what kernels need and what the pages turned out to load;
- a *page* has run one notebook, so that its widgets are there, and waits;
- a *kernel* serves one visitor from then on as any Jupyter kernel does.

The root and the pages open nothing: no socket but the one they are told what to do by, no thread, no event loop. What
is sent on those sockets is described in `wire`. Whichever process is killed, the others go on, and all end with the
server, because each reads from a socket whose other end only the server holds. Linux only.
"""
