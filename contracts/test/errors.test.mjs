// Every function that others call lists the errors it can raise (`@custom:errors`): neither one less nor one more than its
// code, and what that calls, reverts with. Panics, and what other contracts revert with, are not listed.
import assert from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const folder = new URL('../src/', import.meta.url);
const nodes = new Map();
const children = node => Object.values(node).flat().filter(child => child?.nodeType);
const below = node => [node, ...children(node).flatMap(below)];

for (const { ast } of Object.values(compile().sources)) for (const node of below(ast)) nodes.set(node.id, node);
const contracts = [...nodes.values()].filter(node => node.nodeType === 'ContractDefinition' && node.contractKind === 'contract');
const deployed = contracts.filter(contract => !contract.abstract);

function compile() {
  const files = readdirSync(folder, { recursive: true }).filter(file => file.endsWith('.sol'));
  const sources = Object.fromEntries(files.map(file => [file, { content: readFileSync(new URL(file, folder), 'utf8') }]));
  const input = { language: 'Solidity', sources, settings: { outputSelection: { '*': { '': ['ast'] } } } };
  return JSON.parse(createRequire(import.meta.url)('solc').compile(JSON.stringify(input)));
}

const bases = contract => contract.linearizedBaseContracts.map(id => nodes.get(id));
const members = contract => bases(contract).flatMap(base => base.nodes);

/** What a call of `callee` runs: the function itself, or in its place the contract's own. */
function target(callee, contract) {
  const declared = nodes.get(callee.referencedDeclaration);
  if (declared?.nodeType !== 'FunctionDefinition' || declared.body || callee.nodeType !== 'Identifier') return declared;
  return members(contract).find(member => member.body && member.baseFunctions?.includes(declared.id));
}

/** The errors that a piece of code can raise, in the order of the code. */
function raised(node, contract, seen = new Set()) {
  if (!node || seen.has(node.id)) return [];
  if (/^(Function|Modifier)Definition$/.test(node.nodeType)) seen.add(node.id);
  const inner = children(node).flatMap(child => raised(child, contract, seen));
  if (node.nodeType === 'ModifierInvocation') return [...inner, ...raised(nodes.get(node.modifierName.referencedDeclaration), contract, seen)];
  if (node.nodeType === 'RevertStatement') return [nodes.get(node.errorCall.expression.referencedDeclaration).name];
  if (node.nodeType !== 'FunctionCall') return inner;
  if (['require', 'revert'].includes(node.expression.name)) return [...inner, text(node.arguments.at(-1))];
  return [...inner, ...raised(target(node.expression, contract), contract, seen)];
}

function text(reason) {
  const literal = below(reason).find(node => node.kind === 'string').value;
  return `"${literal}${reason.nodeType === 'Literal' ? '' : '…'}"`;
}

const listed = fn => fn.documentation?.text.match(/@custom:errors ([^@]*)/)?.[1].split(',').map(name => name.trim()) ?? [];

for (const contract of deployed) {
  test(`the functions of ${contract.name} list their errors`, () => {
    const verbs = members(contract).filter(member => member.body && member.functionSelector);
    const wrong = verbs.map(verb => [verb.name, listed(verb).sort(), [...new Set(raised(verb, contract))].sort()])
      .filter(([, said, found]) => String(said) !== String(found));
    assert.deepEqual(wrong.map(([verb, said, found]) => `${verb} lists ${said}, but raises ${found}`), []);
  });
}

test('IHub has what the hub answers', () => {
  const selectors = name => {
    const contract = [...nodes.values()].find(node => node.nodeType === 'ContractDefinition' && node.name === name);
    return new Set(members(contract).filter(member => member.functionSelector).map(member => `${member.name} ${member.functionSelector}`));
  };
  assert.deepEqual(selectors('IHubMain'), selectors('Hub'));
  assert.deepEqual(selectors('IHubExtension'), selectors('HubExtension'));
});
