import { beforeEach, expect, test, vi } from "vitest";
import type { HttpAnswer, Socket } from "../../src/sync/index";
import { ServerEnvironment, type ServerSocket } from "../../src/testing/ServerEnvironment";
import { SimulatedNetwork } from "../../src/testing/SimulatedNetwork";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { VirtualTime } from "../../src/testing/VirtualTime";
import { STORMY, type Weather } from "../../src/testing/Weather";
import { eachSeedAsync, tiered } from "./seeds";

vi.setConfig({ testTimeout: 60_000 });

/** A server that says everything back in capitals, and a client that writes down what it hears. */
class Canyon {
  readonly time = new VirtualTime();
  readonly network: SimulatedNetwork;
  readonly heard: string[] = [];
  readonly arrived: string[] = [];
  socket: Socket | null = null;
  private seat: ServerSocket | null = null;

  constructor(weather: Partial<Weather> & { seed?: number } = {}) {
    const server = {
      accept: (seat: ServerSocket) => {
        this.seat = seat;
        return {
          received: (text: string) => {
            this.arrived.push(text);
            seat.send(text.toUpperCase());
          },
          closed: () => this.arrived.push("gone"),
        };
      },
      answer: (_path: string, json: string): Promise<HttpAnswer> => {
        this.arrived.push(json);
        return Promise.resolve({ status: 200, body: json.toUpperCase() });
      },
    };
    const inside = new ServerEnvironment(this.time, server, new SplitMix64(1));
    this.network = new SimulatedNetwork(inside, weather);
  }

  async connect(): Promise<void> {
    this.socket = this.network.openSocket("ws://canyon", {
      opened: () => this.heard.push("opened"),
      message: (text) => this.heard.push(text),
      closed: (code) => this.heard.push(`closed ${code}`),
    });
    await this.time.pass(100);
  }

  async shout(...texts: readonly string[]): Promise<void> {
    for (const text of texts) this.socket!.send(text);
    await this.time.pass(0);
  }

  post(json: string): Promise<string> {
    return this.network.post("http://canyon/v1/x", json).then(
      ({ body }) => body,
      ({ message }: Error) => message,
    );
  }

  serverCloses(): void {
    this.seat!.close(1012, "restart");
  }
}

let canyon: Canyon;

beforeEach(async () => {
  canyon = new Canyon();
  await canyon.connect();
});

test("left alone, it is as if it were not there", async () => {
  await canyon.shout("a", "b");
  expect(canyon.heard).toEqual(["opened", "A", "B"]);
  expect(await canyon.post("c")).toBe("C");
  canyon.serverCloses();
  await canyon.time.pass(0);
  expect(canyon.heard.at(-1)).toBe("closed 1012");
});

test("cut: what is connected breaks, nothing connects, and the system says so", async () => {
  const said: string[] = [];
  canyon.network.onChange((change) => said.push(change));
  canyon.network.cut();
  await canyon.shout("lost");
  expect(canyon.heard).toEqual(["opened", "closed 1006"]);
  expect(canyon.arrived).toEqual(["gone"]);
  expect(canyon.network.online).toBe(false);
  await canyon.connect();
  expect(canyon.heard.at(-1)).toBe("closed 1006");
  const answer = canyon.post("lost too");
  await canyon.time.pass(0);
  expect(await answer).toBe("no network");
  canyon.network.restore();
  expect(said).toEqual(["lost", "woken"]);
  await canyon.connect();
  await canyon.shout("back");
  expect(canyon.heard.at(-1)).toBe("BACK");
});

test("stalled: nothing arrives and nobody is told; afterwards everything does, in its order", async () => {
  canyon.network.stall();
  await canyon.shout("a", "b");
  const answer = canyon.post("c");
  await canyon.time.pass(3_600_000);
  expect(canyon.arrived).toEqual([]);
  expect(canyon.network.online).toBe(true);
  canyon.network.restore();
  await canyon.time.pass(0);
  expect(canyon.heard).toEqual(["opened", "A", "B"]);
  expect(await answer).toBe("C");
});

test("silence: the connection is of no use any more and does not say so; a new one is", async () => {
  canyon.network.silence();
  await canyon.shout("unheard");
  await canyon.time.pass(3_600_000);
  expect(canyon.heard).toEqual(["opened"]);
  await canyon.connect();
  await canyon.shout("heard");
  expect(canyon.heard).toEqual(["opened", "opened", "HEARD"]);
  expect(canyon.arrived).toEqual(["heard"]);
});

test("refusing: what is connected stays, and nothing new connects", async () => {
  canyon.network.refuse();
  await canyon.shout("still here");
  expect(canyon.heard.at(-1)).toBe("STILL HERE");
  await canyon.connect();
  expect(canyon.heard.at(-1)).toBe("closed 1006");
});

test("a break: what is connected breaks, and can connect again at once", async () => {
  canyon.network.break();
  await canyon.connect();
  expect(canyon.heard).toEqual(["opened", "closed 1006", "opened"]);
});

test("a proxy that lets no socket through lets HTTP through", async () => {
  canyon.network.socketsBlocked = true;
  await canyon.connect();
  expect(canyon.heard.at(-1)).toBe("closed 1006");
  expect(await canyon.post("x")).toBe("X");
});

test("what is dropped on the way there never arrived, and the connection breaks with it", async () => {
  canyon.network.drop(2, "sent");
  await canyon.shout("a", "b", "c");
  expect(canyon.arrived.filter((text) => text !== "gone")).toEqual(["c"]);
  expect(canyon.heard.at(-1)).toBe("closed 1006");
  await canyon.connect();
  await canyon.shout("d");
  expect(canyon.heard.at(-1)).toBe("D");
});

test("what is dropped on the way back did arrive: an answer that nobody heard", async () => {
  canyon.network.drop(1, "received");
  await canyon.shout("a");
  expect(canyon.arrived).toEqual(["a", "gone"]);
  expect(canyon.heard).toEqual(["opened", "closed 1006"]);
  canyon.network.drop(1, "received");
  const answer = canyon.post("b");
  await canyon.time.pass(0);
  expect(await answer).toBe("no network");
  expect(canyon.arrived).toContain("b");
});

test("a delay is that long, and no message overtakes another", async () => {
  canyon.network.delay(200);
  await canyon.shout("a");
  await canyon.time.pass(399);
  expect(canyon.heard).toEqual(["opened"]);
  await canyon.time.pass(1);
  expect(canyon.heard).toEqual(["opened", "A"]);
  canyon.network.delay(0, 500);
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  await canyon.shout(...letters);
  await canyon.time.pass(1_000);
  expect(canyon.arrived.slice(1)).toEqual(letters);
  expect(canyon.heard.slice(2).join("")).toBe(letters.join("").toUpperCase());
});

test("what a page sends in passing arrives, or is lost; it is never told which", async () => {
  expect(canyon.network.postInPassing("http://canyon/v1/x", "a")).toBe(true);
  canyon.network.cut();
  expect(canyon.network.postInPassing("http://canyon/v1/x", "b")).toBe(true);
  await canyon.time.pass(0);
  expect(canyon.arrived).toEqual(["a", "gone"]);
});

/** Everything that was heard, with its time, while the seed did its worst. */
async function run(seed: number): Promise<string[]> {
  const random = new SplitMix64(seed);
  const wild = new Canyon({ ...STORMY, seed });
  const log: string[] = [];
  for (let turn = 0; turn < 40; turn++) {
    const { network } = wild;
    const deeds = [
      () => network.cut(),
      () => network.restore(),
      () => network.stall(),
      () => network.break(),
      () => network.drop(1, random.oneOf(["sent", "received"])),
      () => void wild.connect(),
      () => wild.socket?.send(`message ${turn}`),
      () => wild.socket?.send(`message ${turn}`),
    ];
    random.oneOf(deeds)();
    await wild.time.pass(random.below(200));
    log.push(`${wild.time.now}: ${wild.heard.join()} | ${wild.arrived.join()}`);
  }
  return log;
}

test("the same seed makes the same run", async () => {
  await eachSeedAsync(tiered(20, 500), async (seed) => {
    expect(await run(seed)).toEqual(await run(seed));
  });
});
