import { createInterface } from "node:readline";
import { plantedBugs } from "./plantedBugs";
import { ScriptedClient, type Command } from "./ScriptedClient";

/**
 * The clients of a simulated cluster, for the server's tests (`dev.rejoin.server.simulation.Script`).
 * Time, network and people are over there: a line in says what happens to one of the clients, and
 * the line out what it does about it.
 *
 *     {"client":1,"now":1250,"do":"message","socket":3,"text":"…"}
 *     {"out":[{"socket":3,"send":"…"}],"due":1450,"sheets":{"doc-0":{"text":"…","saved":false,…}}}
 *
 * An argument names a bug to plant first.
 */
const clients = new Map<number, ScriptedClient>();

async function obey(command: Command): Promise<object> {
  if (command.do === "forget") clients.clear();
  else if (command.do === "begin")
    clients.set(command.client, new ScriptedClient(command.seed ?? 0));
  else {
    const client = clients.get(command.client)!;
    if (command.do === "restore") await client.outboxes.restore(command.back ?? 0);
    else if (command.do === "adopt")
      await client.outboxes.adopt(clients.get(command.from ?? 0)!.outboxes);
    else return client.obey(command);
  }
  return {};
}

const [bug] = process.argv.slice(2);
if (bug !== undefined) plantedBugs[bug]!();

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(await obey(JSON.parse(line) as Command))}\n`);
