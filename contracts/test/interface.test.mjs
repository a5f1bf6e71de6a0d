// The contracts answer the published interface: every function, event and error of ../shared/abi is in artifacts/
// with the same types, so with the same selector or topic, and with the same names wherever clients decode by name.
import assert from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const published = new URL('../../../shared/abi/', import.meta.url);
const artifacts = new URL('../artifacts/', import.meta.url);
const skip = existsSync(published) ? false : 'the published ABI (../shared/abi) is not here';

const read = file => JSON.parse(readFileSync(file, 'utf8'));
const abiOf = artifact => read(new URL(`${artifact}.json`, artifacts)).abi;

const type = p => p.components ? `(${p.components.map(type)})${p.type.slice('tuple'.length)}` : p.type;
const inputs = e => (e.inputs ?? []).map(p => type(p) + (p.indexed ? ' indexed' : ''));
const signature = e => `${e.type} ${e.name ?? ''}(${inputs(e)})${e.anonymous ? ' anonymous' : ''}`
  + (e.type === 'function' ? ` returns (${e.outputs.map(type)})` : '');

// Structs, results, events and errors are read by name; arguments of functions are given by position. What is
// published without a name cannot be read by one.
const fields = (list, prefix = '', byPosition = false) => (list ?? []).flatMap((p, i) => [
  ...p.name && !byPosition ? [`${prefix}${i} ${p.name}`] : [],
  ...fields(p.components, `${prefix}${i}.`),
]);
const names = e => [...fields(e.inputs, 'input ', e.type === 'function'), ...fields(e.outputs, 'output ')];

// Clients send what is published as a transaction and call what is not, so a function may promise only to read nothing besides.
const keeps = (ours, its) => ours === its || (ours === 'pure' && its === 'view');

/** What of a published entry ours lacks; empty if a client cannot tell them apart. */
function lacks(entry, ours) {
  if (!ours) return [signature(entry)];
  const named = new Set(names(ours));
  return [
    ...names(entry).filter(n => !named.has(n)).map(n => `${signature(entry)}: ${n}`),
    ...entry.stateMutability && !keeps(ours.stateMutability, entry.stateMutability)
      ? [`${signature(entry)}: ${entry.stateMutability}, not ${ours.stateMutability}`] : [],
  ];
}

for (const [name, artifact] of Object.entries({
  IexecInterfaceToken: 'Hub', AppRegistry: 'AppRegistry', DatasetRegistry: 'DatasetRegistry',
  WorkerpoolRegistry: 'WorkerpoolRegistry', App: 'App', Dataset: 'Dataset', Workerpool: 'Workerpool',
  Registry: 'AppRegistry', RegistryEntry: 'App',
})) {
  test(`${artifact} answers ${name}`, { skip }, () => {
    const ours = new Map(abiOf(artifact).map(e => [signature(e), e]));
    const entries = read(new URL(`${name}.json`, published)).filter(e => e.type !== 'constructor');
    assert.ok(entries.length > 0);
    assert.deepEqual(entries.flatMap(e => lacks(e, ours.get(signature(e)))), []);
  });
}

test('RLC answers the published token', { skip }, () => {
  const ours = new Map(abiOf('RLC').map(e => [signature(e), e]));
  const lines = read(new URL('RLC.json', published)).filter(line => !line.startsWith('constructor'));
  const missing = lines.filter(line => {
    const [, head, view, results] = line.match(/^(\w+ \w+\(.*?\))( view)?(?: returns \((.*)\))?$/);
    const entry = ours.get(head.startsWith('function') ? `${head} returns (${results ?? ''})` : head);
    return !entry || (view && !keeps(entry.stateMutability, 'view'));
  });
  assert.deepEqual(missing, []);
});
