// Exits 0 when a Docker Engine answers at the address given: unix:///path or tcp://host:port.
import http from 'node:http';

const host = process.argv[2] ?? '';
const target = host.startsWith('unix://')
    ? { socketPath: host.slice('unix://'.length) }
    : { hostname: new URL(host).hostname, port: new URL(host).port || 2375 };
const request = http.get({ ...target, path: '/_ping', timeout: 3000 }, answer => process.exit(answer.statusCode === 200 ? 0 : 1));
request.on('timeout', () => process.exit(1));
request.on('error', () => process.exit(1));
