// The memory store keeps the contract.
import { MemoryStore } from '../../adapters/memory/memory-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('memory', async () => new MemoryStore());
