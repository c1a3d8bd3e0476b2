"""A counting TCP relay that can be cut: what a node is joined through when the demo pulls its cable."""

import socket
import threading

READ_BYTE_COUNT = 65536


class Relay:
    """Passes bytes between nodes and the hub, counts them, and can refuse and drop every connection."""

    def __init__(self, hub_address):
        self.hub_address = hub_address
        self.up = 0
        self.down = 0
        self.is_cut = False
        self._lock = threading.Lock()
        self._open = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        with self._lock:
            self.is_cut = True
            connections = list(self._open)
        for connection in connections:
            _close(connection)

    def mend(self):
        with self._lock:
            self.is_cut = False

    def close(self):
        self.cut()
        _close(self._listener)

    def counts(self):
        with self._lock:
            return self.up, self.down

    def _accept(self):
        while True:
            try:
                node, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                refused = self.is_cut
            if refused:
                _close(node)
                continue
            try:
                hub = socket.create_connection(self.hub_address)
            except OSError:
                _close(node)
                continue
            with self._lock:
                self._open |= {node, hub}
            threading.Thread(target=self._pass, args=(node, hub, "up"), daemon=True).start()
            threading.Thread(target=self._pass, args=(hub, node, "down"), daemon=True).start()

    def _pass(self, source, target, direction):
        try:
            while data := source.recv(READ_BYTE_COUNT):
                with self._lock:
                    if self.is_cut:
                        break
                    setattr(self, direction, getattr(self, direction) + len(data))
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            _close(target)
        with self._lock:
            self._open.discard(source)


def _close(connection):
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    connection.close()
