import { spawn } from 'node:child_process';

// Run in the folder of an example. It uses the Gatehouse that responds at its URL, and starts one where none does.
const url = process.env.VITE_GATEHOUSE_URL ?? 'http://localhost:4000/graphql';
const isRunning = await fetch(new URL('/livez', url)).then(
  ({ ok }) => ok,
  () => false,
);

if (isRunning) {
  console.log(`Using the Gatehouse at ${url}.`);
  // Ends with the front end, as a Gatehouse of its own would.
  setInterval(() => {}, 2 ** 30);
} else {
  const server = spawn('npm run --silent start --prefix ../..', { stdio: 'inherit', shell: true });
  server.once('exit', (code) => process.exit(code ?? 1));
}
