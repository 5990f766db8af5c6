// Answers requests that come over a message port instead of HTTP, from the threads of the same process.
import type { MessagePort } from 'node:worker_threads';
import { answerRequest } from './answer-request.ts';
import type { EngineContext } from './engine-context.ts';

/** A request on the port: a number to answer under, the header `x-amz-target`, and the body. */
export type PortRequest = readonly [id: number, target: string, body: string];
/** Its answer; status 0 when the connection is to break without one. */
export type PortAnswer = readonly [id: number, statusCode: number, body: string];

export function answerPort(engine: EngineContext, port: MessagePort): void {
  port.on('message', ([id, target, body]: PortRequest) => {
    void answerRequest(engine, target, body).then((answer) => {
      const sent: PortAnswer = answer.isLost ? [id, 0, ''] : [id, answer.statusCode, answer.body];
      port.postMessage(sent);
    });
  });
}
