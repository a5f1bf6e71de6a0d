// Runs contracts/bench and sums up what it measured; see bench/run.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tolerance = 0.01;
const root = fileURLToPath(new URL('..', import.meta.url));
const contracts = join(root, 'contracts');
const committed = join(contracts, 'snapshots');
const [option] = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), 'gas-'));
try {
  if (![undefined, '--check', '--update'].includes(option)) fail(`unknown option ${option}; see bench/run --help`);
  const measured = measure();
  const verbs = Object.entries(measured).map(([verb, calls]) => [verb, sumUp(Object.values(calls))]);
  if (verbs.length === 0) fail('nothing was measured');
  console.log(JSON.stringify(Object.fromEntries(verbs)));
  if (option === '--check') check(measured);
  if (option === '--update') {
    rmSync(committed, { recursive: true, force: true });
    cpSync(folder, committed, { recursive: true });
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

function measure() {
  const forge = spawnSync(join(root, 'node_modules/.bin/forge'), ['test'], {
    cwd: contracts, encoding: 'utf8', env: { ...process.env, FOUNDRY_PROFILE: 'gas', FOUNDRY_SNAPSHOTS: folder },
  });
  if (forge.status !== 0) fail(forge.stdout + forge.stderr);
  return read(folder);
}

function read(snapshots) {
  if (!existsSync(snapshots)) return {};
  return Object.fromEntries(readdirSync(snapshots).sort().map(file => {
    const calls = JSON.parse(readFileSync(join(snapshots, file), 'utf8'));
    return [file.replace(/\.json$/, ''), Object.fromEntries(Object.entries(calls).map(([name, gas]) => [name, Number(gas)]))];
  }));
}

function sumUp(gas) {
  const sum = gas.reduce((a, b) => a + b, 0);
  return { min: Math.min(...gas), avg: Math.round(sum / gas.length), max: Math.max(...gas), calls: gas.length };
}

function check(measured) {
  const before = read(committed);
  const wrong = [];
  for (const [verb, calls] of Object.entries(measured)) {
    for (const [name, gas] of Object.entries(calls)) {
      const was = before[verb]?.[name];
      if (was === undefined) wrong.push(`${verb} (${name}): not in contracts/snapshots`);
      else if (gas > was * (1 + tolerance)) wrong.push(`${verb} (${name}): ${was} gas before, ${gas} now`);
    }
  }
  for (const [verb, calls] of Object.entries(before)) {
    for (const name of Object.keys(calls)) {
      if (measured[verb]?.[name] === undefined) wrong.push(`${verb} (${name}): no longer measured`);
    }
  }
  if (wrong.length > 0) fail(`${wrong.join('\n')}\nIf this is meant, run bench/run gas --update and commit it.`);
}

function fail(message) {
  throw new Error(message);
}
