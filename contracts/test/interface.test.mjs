// The contracts answer the published interface: every function, event and error of ../shared/abi is in artifacts/
// with the same types, so with the same selector or topic, and the same results.
import assert from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const published = new URL('../../../shared/abi/', import.meta.url);
const artifacts = new URL('../artifacts/', import.meta.url);
const skip = existsSync(published) ? false : 'the published ABI (../shared/abi) is not here';

const type = p => p.components ? `(${p.components.map(type)})${p.type.slice('tuple'.length)}` : p.type;
const inputs = e => (e.inputs ?? []).map(p => type(p) + (p.indexed ? ' indexed' : ''));
const signature = e => `${e.type} ${e.name ?? ''}(${inputs(e)})`
  + (e.type === 'function' ? ` returns (${e.outputs.map(type)})` : '');
const changesState = e => !['view', 'pure'].includes(e.stateMutability);
const read = file => JSON.parse(readFileSync(file, 'utf8'));

for (const [name, artifact] of Object.entries({
  IexecInterfaceToken: 'Hub', AppRegistry: 'AppRegistry', DatasetRegistry: 'DatasetRegistry',
  WorkerpoolRegistry: 'WorkerpoolRegistry', App: 'App', Dataset: 'Dataset', Workerpool: 'Workerpool',
  Registry: 'AppRegistry', RegistryEntry: 'App',
})) {
  test(`${artifact} answers ${name}`, { skip }, () => {
    const ours = new Map(read(new URL(`${artifact}.json`, artifacts)).abi.map(e => [signature(e), e]));
    const missing = read(new URL(`${name}.json`, published))
      .filter(e => e.type !== 'constructor')
      .filter(e => !ours.has(signature(e)) || (!changesState(e) && changesState(ours.get(signature(e)))));
    assert.deepEqual(missing.map(signature), []);
  });
}

test('RLC answers the published token', { skip }, () => {
  const ours = new Set(read(new URL('RLC.json', artifacts)).abi.map(signature));
  const missing = read(new URL('RLC.json', published)).filter(line => line.startsWith('function')).filter(line => {
    const [, head, results] = line.match(/^function (\S+\)).*?(?:returns \((.*)\))?$/);
    return !ours.has(`function ${head} returns (${results ?? ''})`);
  });
  assert.deepEqual(missing, []);
});
