import { promises } from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Loaded into a server, gives `localhost` two addresses: on some machines it has one only. On macOS, add the other one
 * first: `sudo ifconfig lo0 alias 127.0.0.2`.
 */
const ADDRESSES = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
const { lookup } = promises;
promises.lookup = async (host, options) => (host === 'localhost' ? ADDRESSES : lookup(host, options));
syncBuiltinESMExports();
