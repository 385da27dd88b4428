#!/usr/bin/env python3
"""A second verifier of Luodi's journal 台账, written from docs/reference/journal.md alone.

    python3 luodi_verify.py journal.jsonl [--checkpoint kept.json]...

Standard library only. Prints one line of JSON: {"events": N, "fault": null} or the first fault as
{"events": N, "fault": {"code": ..., "seq": ...}}, where N is the number of sound events before it.
Exit code 0: whole; 1: a fault was found; 2: wrong use or a file that cannot be read.
A checkpoint file holds one checkpoint, or a receipt with a checkpoint in it.
"""

import datetime
import json
import re
import struct
import sys

NO_HASH = "0" * 64
HASH = re.compile(r"[0-9a-f]{64}")
ACT = re.compile(r"[a-z]+(-[a-z]+)*/[a-z]+(-[a-z]+)*")
INSTANT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.[0-9]{3}Z")
DEEPEST = 32
LARGEST = 2**53 - 1


# SM3, GB/T 32905-2016

MASK = 0xFFFFFFFF


def turned(x, by):
    by %= 32
    return ((x << by) | (x >> (32 - by))) & MASK


ROUND = [turned(0x79CC4519 if j < 16 else 0x7A879D8A, j) for j in range(64)]
START = struct.unpack(">8I", bytes.fromhex("7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e"))


def sm3(message):
    bits = len(message) * 8
    message += b"\x80" + b"\0" * ((55 - len(message)) % 64) + struct.pack(">Q", bits)
    state = START
    for at in range(0, len(message), 64):
        w = list(struct.unpack(">16I", message[at : at + 64]))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ turned(w[j - 3], 15)
            w.append(x ^ turned(x, 15) ^ turned(x, 23) ^ turned(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            a12 = turned(a, 12)
            ss1 = turned((a12 + e + ROUND[j]) & MASK, 7)
            if j < 16:
                ff, gg = a ^ b ^ c, e ^ f ^ g
            else:
                ff, gg = (a & b) | (a & c) | (b & c), (e & f) | (~e & MASK & g)
            tt1 = (ff + d + (ss1 ^ a12) + (w[j] ^ w[j + 4])) & MASK
            tt2 = (gg + h + ss1 + w[j]) & MASK
            a, b, c, d = tt1, a, turned(b, 9), c
            e, f, g, h = tt2 ^ turned(tt2, 9) ^ turned(tt2, 17), e, turned(f, 19), g
        state = tuple(x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h)))
    return struct.pack(">8I", *state)


# Canonical bytes

ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def quoted(text):
    return '"' + "".join(ESCAPES.get(c, c if c >= " " else "\\u%04x" % ord(c)) for c in text) + '"'


def canonical(value, depth=0):
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int) and abs(value) <= LARGEST:
        return str(value)
    if isinstance(value, list) and depth < DEEPEST:
        return "[" + ",".join(canonical(x, depth + 1) for x in value) + "]"
    if isinstance(value, dict) and depth < DEEPEST:
        members = (quoted(k) + ":" + canonical(value[k], depth + 1) for k in sorted(value))
        return "{" + ",".join(members) + "}"
    raise ValueError("not canonical")


def read_canonical(octets):
    """The value that these bytes are the canonical form of, or None."""
    try:
        text = octets.decode("utf-8")
        value = json.loads(text)
        return value if canonical(value) == text else None
    except (ValueError, RecursionError):
        return None


# The form of an event


def is_text(x):
    return isinstance(x, str) and x != ""


def is_text_or_null(x):
    return x is None or is_text(x)


def is_list(x):
    return isinstance(x, list)


def is_hash(x):
    return isinstance(x, str) and HASH.fullmatch(x) is not None


def is_instant(x):
    found = INSTANT.fullmatch(x) if isinstance(x, str) else None
    if not found:
        return False
    try:
        return bool(datetime.datetime(*map(int, found.groups())))
    except ValueError:
        return False


def has_only(x, form):
    return isinstance(x, dict) and set(x) == set(form) and all(fits(x[k]) for k, fits in form.items())


def is_row(x, columns):
    if not isinstance(x, list) or len(x) != 3 or not is_text(x[0]):
        return False
    if x[1] is None:
        return x[2] is None
    return is_hash(x[1]) and isinstance(x[2], str) and re.fullmatch("[A-Za-z0-9_-]{%d}" % columns, x[2])


def is_effect(x):
    if not has_only(x, {"of": is_text, "columns": is_list, "rows": is_list}):
        return False
    return all(map(is_text, x["columns"])) and all(is_row(row, 4 * len(x["columns"])) for row in x["rows"])


ACTOR = dict.fromkeys(("person", "post", "unit", "onBehalfOf"), is_text_or_null)
EVENT = {
    "schema": lambda x: x == "luodi/event@1",
    "programme": is_text,
    "seq": lambda x: type(x) is int and x >= 1,
    "prev": is_hash,
    "id": is_text,
    "at": is_instant,
    "act": lambda x: isinstance(x, str) and ACT.fullmatch(x) is not None,
    "subject": lambda x: has_only(x, {"kind": is_text, "id": is_text}),
    "actor": lambda x: has_only(x, ACTOR),
    "request": is_text_or_null,
    "address": is_text_or_null,
    "facts": lambda x: isinstance(x, dict),
    "effects": lambda x: is_list(x) and all(map(is_effect, x)),
}


# The chain and the tree


def node(left, right):
    return sm3(b"\x01" + left + right)


def root_of(leaves):
    """RFC 6962, 2.1: from the left, whole subtrees of equal size are put together."""
    stack = []  # (size, hash)
    for leaf in leaves:
        stack.append((1, leaf))
        while len(stack) > 1 and stack[-1][0] == stack[-2][0]:
            (size, right), (_, left) = stack.pop(), stack.pop()
            stack.append((2 * size, node(left, right)))
    if not stack:
        return sm3(b"")
    _, whole = stack.pop()
    while stack:
        whole = node(stack.pop()[1], whole)
    return whole


def event_fault(body, digest, seq, programme, before, seen):
    """The code of what is wrong with event `seq` behind `before`, or the event itself."""
    if sm3(b"\0" + body).hex() != digest:
        return "journal/changed"
    event = read_canonical(body)
    if event is None:
        return "journal/not-canonical"
    if not has_only(event, EVENT):
        return "journal/wrong-form"
    if event["programme"] != programme:
        return "journal/other-programme"
    if event["seq"] != seq:
        return "journal/out-of-order"
    if event["prev"] != before["hash"]:
        return "journal/broken-link"
    if before["at"] is not None and event["at"] < before["at"]:
        return "journal/time-runs-back"
    if event["id"] in seen:
        return "journal/id-twice"
    return event


LINE = re.compile(rb'\{"event":(.*),"hash":"([0-9a-f]{64})"\}', re.DOTALL)
CHECKPOINT = {
    "programme": is_text,
    "size": lambda x: type(x) is int and x >= 0,
    "hash": lambda x: isinstance(x, str),
    "root": lambda x: isinstance(x, str),
}


def checkpoint_fault(kept, programme, hashes):
    size = kept["size"]
    if kept["programme"] != programme:
        return "journal/other-programme"
    if size > len(hashes):
        return "journal/cut-off"
    last = hashes[size - 1] if size else NO_HASH
    root = root_of(bytes.fromhex(h) for h in hashes[:size]).hex()
    return None if (last, root) == (kept["hash"], kept["root"]) else "journal/other-head"


def verify(octets, kept=()):
    """(number of sound events, None or (code, seq))"""
    lines = octets.split(b"\n")
    rest = lines.pop()
    end = read_canonical(lines.pop()) if lines and rest == b"" else None
    if not has_only(end, {"checkpoint": lambda x: has_only(x, CHECKPOINT)}):
        return 0, ("journal/no-checkpoint", len(lines))
    end = end["checkpoint"]
    before, seen, hashes = {"hash": NO_HASH, "at": None}, set(), []
    for seq, line in enumerate(lines, 1):
        found = LINE.fullmatch(line)
        if not found:
            return len(hashes), ("journal/unreadable-line", seq)
        body, digest = found.group(1), found.group(2).decode()
        event = event_fault(body, digest, seq, end["programme"], before, seen)
        if isinstance(event, str):
            return len(hashes), (event, seq)
        seen.add(event["id"])
        hashes.append(digest)
        before = {"hash": digest, "at": event["at"]}
    for checkpoint in sorted([*kept, end], key=lambda c: c["size"]):
        code = checkpoint_fault(checkpoint, end["programme"], hashes)
        if code:
            return len(hashes), (code, checkpoint["size"])
    if len(hashes) > end["size"]:
        return len(hashes), ("journal/beyond-checkpoint", end["size"] + 1)
    return len(hashes), None


def kept_in(path):
    with open(path, "rb") as file:
        value = json.load(file)
    value = value.get("checkpoint", value)
    if not has_only(value, CHECKPOINT):
        raise ValueError("no checkpoint in " + path)
    return value


def told(result):
    events, fault = result
    return {"events": events, "fault": fault and {"code": fault[0], "seq": fault[1]}}


def main(arguments):
    paths, kept = [], []
    try:
        rest = iter(arguments)
        for argument in rest:
            if argument == "--checkpoint":
                kept.append(kept_in(next(rest)))
            else:
                paths.append(argument)
        if not paths:
            raise ValueError("usage: luodi_verify.py journal.jsonl... [--checkpoint kept.json]...")
        whole = True
        for path in paths:
            with open(path, "rb") as file:
                result = verify(file.read(), kept)
            whole = whole and result[1] is None
            print(json.dumps(told(result)))
        return 0 if whole else 1
    except (OSError, ValueError, StopIteration, AttributeError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
