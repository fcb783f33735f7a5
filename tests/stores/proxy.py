"""
A wire to Neo4j that fails as it is told: slow, silent, torn, or cut at a message of the protocol.

The proxy listens on loopback and passes bytes on. It knows of the protocol (Bolt) only where a message to the server
ends and what it is called, so that it can cut before the server gets it, or once the server has answered it.
"""

import asyncio
import random
import threading
from contextlib import suppress
from dataclasses import dataclass

MESSAGES = {
    0x01: "HELLO",
    0x6A: "LOGON",
    0x11: "BEGIN",
    0x10: "RUN",
    0x3F: "PULL",
    0x12: "COMMIT",
}
MANIFEST = b"\x00\x00\x01\xff"
"""How a server begins that negotiates the version in two turns."""
FAULTS = ("latency", "jitter", "blackhole", "reset", "slicing", "bandwidth", "cut after n bytes")
SLOW = 1.0
BYTES = 120


@dataclass
class Cut:
    """Cut at the n-th message of a name from now on: before it gets to the server, or when that has answered."""

    message: str
    when: str
    nth: int = 1
    always: bool = False


class Proxy:
    """A wire to a server at a port of this host; use it in a `with`."""

    def __init__(self, port):
        self.target = port
        self.fault = self.cut = None
        self.cuts = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        begun = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._serve, "127.0.0.1", 0), self._loop)
        self._server = begun.result(5)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _end(self):
        self._server.close()
        others = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
        for one in others:
            one.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, from_client, to_client):
        writers = [to_client]
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.target)
            writers.append(to_server)
            wire = Wire(self, writers)
            await asyncio.gather(wire.to_server(from_client, to_server), wire.to_client(from_server, to_client))
        for writer in writers:
            writer.transport.abort()


class Wire:
    """One connection through the proxy."""

    def __init__(self, proxy, writers):
        self.proxy, self.writers = proxy, writers
        self.answered = asyncio.Event()
        self.manifest = asyncio.get_running_loop().create_future()
        self.passed = 0
        self.doomed = False

    async def to_server(self, reader, writer):
        writer.write(await reader.readexactly(20))
        if await self.manifest:
            writer.write(await reader.readexactly(4))
            await self._varint(reader, writer)
        while True:
            name, message = await _message(reader)
            cut = self._cut_at(name)
            if cut and cut.when == "before":
                self._tear()
            await self._forward(message, writer)
            if cut:
                await self.answered.wait()
                self._tear()

    async def to_client(self, reader, writer):
        begun = await reader.readexactly(4)
        writer.write(begun)
        self.manifest.set_result(begun == MANIFEST)
        while data := await reader.read(65536):
            self.answered.set()
            if self.doomed:
                await asyncio.sleep(5)
            await self._forward(data, writer)
        self._tear()

    @staticmethod
    async def _varint(reader, writer):
        byte = await reader.readexactly(1)
        writer.write(byte)
        while byte[0] & 0x80:
            byte = await reader.readexactly(1)
            writer.write(byte)

    def _cut_at(self, name):
        cut = self.proxy.cut
        if not cut or cut.message != name:
            return None
        cut.nth -= 1
        if cut.nth > 0:
            return None
        if not cut.always:
            self.proxy.cut = None
        self.proxy.cuts += 1
        self.answered.clear()
        self.doomed = cut.when == "after"
        return cut

    async def _forward(self, data, writer):
        fault = self.proxy.fault
        if fault == "blackhole":
            return
        if fault == "latency":
            await asyncio.sleep(SLOW)
        if fault == "jitter":
            await asyncio.sleep(random.uniform(0, SLOW / 2))
        if fault == "reset":
            self._tear()
        if fault in {"slicing", "bandwidth"}:
            await self._in_slices(data, writer, *((1, 0) if fault == "slicing" else (100, 0.1)))
            return
        self.passed += len(data)
        if fault == "cut after n bytes" and self.passed > BYTES:
            writer.write(data[: len(data) // 2])
            self._tear()
        writer.write(data)
        await writer.drain()

    @staticmethod
    async def _in_slices(data, writer, size, seconds):
        for place in range(0, len(data), size):
            writer.write(data[place : place + size])
            await writer.drain()
            await asyncio.sleep(seconds)

    def _tear(self):
        for writer in self.writers:
            writer.transport.abort()
        raise ConnectionResetError


async def _message(reader):
    """Return the name of the next message to the server, and its bytes."""
    whole = b""
    while True:
        head = await reader.readexactly(2)
        length = int.from_bytes(head)
        whole += head + await reader.readexactly(length)
        if not length and len(whole) > 2:
            return MESSAGES.get(whole[3]), whole
