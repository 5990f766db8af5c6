// A process with an idle transport and nothing else to do: it must end by itself, but not before its answer has come.
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { DynamoDbTransport } from '../../local/engine/dynamodb-transport.ts';
import type { PortRequest } from '../../local/engine/dynamodb/answer-port.ts';

const { port1, port2 } = new MessageChannel();
port2.on('message', ([id]: PortRequest) => {
  void sleep(100).then(() => port2.postMessage([id, 200, '{}']));
});
port2.unref();
const transport = new DynamoDbTransport(port1);
await transport.handle({ headers: {}, body: '{}' });
process.stdout.write('answered\n');
