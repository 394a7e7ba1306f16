"""Opens WebSockets and never reads from them: every argument is a URL path on HOST:PORT, the first argument. TCP with
small segments and a small receive buffer, so that the kernel hides little of what is not read. Prints the local ports,
one a line, when all are open; ends with its standard input."""

import base64
import os
import socket
import sys

FRAME = bytes(320)
# binary, final; masked with zeroes, which leaves the payload as it is
HEADER = bytes([0x82, 0x80 | 126]) + len(FRAME).to_bytes(2, "big") + bytes(4)


def open_deaf(host: str, port: int, path: str) -> socket.socket:
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    opened.connect((host, port))
    key = base64.b64encode(os.urandom(16)).decode()
    opened.sendall(
        (
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: audio.drachtio.org\r\n\r\n"
        ).encode()
    )
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        answer += opened.recv(1)
    if not answer.startswith(b"HTTP/1.1 101"):
        raise SystemExit(answer.decode())
    opened.sendall((HEADER + FRAME) * 10)
    return opened


def main() -> None:
    host, port = sys.argv[1].split(":")
    sockets = [open_deaf(host, int(port), path) for path in sys.argv[2:]]
    for opened in sockets:
        print(opened.getsockname()[1], flush=True)
    sys.stdin.read()


main()
