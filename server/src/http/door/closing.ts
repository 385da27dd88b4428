import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import type { FastifyInstance } from 'fastify';

/** Milliseconds between two looks for connections that nobody uses, while the server stops. */
const SWEEP = 50;

/**
 * While the server stops, refuses what comes and ends every connection that carries no request: those that browsers open ahead, and those
 * whose last answer has just gone out. Node would keep them for the next request.
 */
export function stopInOrder(app: FastifyInstance): void {
  const open = new Set<Socket>();
  const used = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    used.add(socket);
    response.once('close', () => used.delete(socket));
  });
  let isStopping = false;
  app.addHook('onRequest', async (_, reply) => {
    if (!isStopping) return;
    reply.header('connection', 'close');
    throw new Refusal<DoorCode>('door/stopping', { seconds: 10 });
  });
  app.addHook('preClose', async () => {
    isStopping = true;
    const sweep = setInterval(() => {
      for (const socket of open) if (!used.has(socket)) socket.destroy();
    }, SWEEP).unref();
    app.server.once('close', () => clearInterval(sweep));
  });
}
