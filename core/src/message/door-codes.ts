/** What the HTTP door refuses by itself (`door/…`). Sentences: zh-CN/door.ts, en/door.ts. */
export type DoorCode = 'door/key-reused' | 'door/fault';
