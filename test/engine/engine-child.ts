// A process that is killed: it serves the DynamoDB engine on a folder until it dies, and says where on its first line.
import { startDynamoDbEngine } from '../../local/engine/dynamodb/start-engine.ts';

const { endpoint } = await startDynamoDbEngine({ path: process.argv[2], streamShards: 3 });
process.stdout.write(`${endpoint}\n`);
