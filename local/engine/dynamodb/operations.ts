// Every operation of the two AWS APIs that the engine serves, by the name the SDK sends.
import { validateRequest } from './dynalite-internals.ts';
import type { EngineContext, RawRequest, RequestBody } from './engine-context.ts';
import { query, scan } from './query-scan.ts';
import { batchGetItem, getItem, transactGetItems } from './read-items.ts';
import { describeStream, getRecords, getShardIterator, listStreams } from './streams.ts';
import {
  describeContinuousBackups,
  listTagsOfResource,
  tagResource,
  untagResource,
  updateContinuousBackups,
} from './table-settings.ts';
import { describeTimeToLive, updateTimeToLive } from './time-to-live.ts';
import { transactWriteItems } from './transact-write.ts';
import { batchWriteItem, writeItem } from './write-items.ts';

/** Answers a request with the response's JSON value, or with its text as `JsonText`. */
export type Operation = (engine: EngineContext, raw: RawRequest, body: RequestBody) => unknown;

interface OperationEntry {
  readonly run: Operation;
  /** Data operations meet injected faults; those on tables and streams do not. */
  readonly kind: 'read' | 'write' | 'control';
}

const read = (run: Operation): OperationEntry => ({ run, kind: 'read' });
const write = (run: Operation): OperationEntry => ({ run, kind: 'write' });
const control = (run: Operation): OperationEntry => ({ run, kind: 'control' });

export const OPERATIONS: ReadonlyMap<string, OperationEntry> = new Map([
  ['GetItem', read(getItem)],
  ['BatchGetItem', read(batchGetItem)],
  ['TransactGetItems', read(transactGetItems)],
  ['Query', read(query)],
  ['Scan', read(scan)],
  ['PutItem', write((engine, raw) => writeItem(engine, 'put', raw))],
  ['UpdateItem', write((engine, raw) => writeItem(engine, 'update', raw))],
  ['DeleteItem', write((engine, raw) => writeItem(engine, 'delete', raw))],
  ['BatchWriteItem', write(batchWriteItem)],
  ['TransactWriteItems', write(transactWriteItems)],
  ['CreateTable', control((engine, raw) => engine.catalog.create(raw))],
  ['DescribeTable', control(describeTable)],
  ['UpdateTable', control((engine, raw) => engine.catalog.update(raw))],
  ['DeleteTable', control((engine, raw) => engine.catalog.delete(raw))],
  ['ListTables', control((engine, raw) => engine.catalog.list(raw))],
  ['UpdateTimeToLive', control(updateTimeToLive)],
  ['DescribeTimeToLive', control(describeTimeToLive)],
  ['TagResource', control(tagResource)],
  ['UntagResource', control(untagResource)],
  ['ListTagsOfResource', control(listTagsOfResource)],
  ['UpdateContinuousBackups', control(updateContinuousBackups)],
  ['DescribeContinuousBackups', control(describeContinuousBackups)],
  ['ListStreams', control(listStreams)],
  ['DescribeStream', control(describeStream)],
  ['GetShardIterator', control(getShardIterator)],
  ['GetRecords', control(getRecords)],
]);

function describeTable(engine: EngineContext, raw: RawRequest): unknown {
  return { Table: engine.catalog.named(validateRequest('describeTable', { ...raw })).description };
}
