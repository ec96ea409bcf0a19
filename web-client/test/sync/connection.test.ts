import { describe, expect, it } from "vitest";
import { Bench } from "./Bench";
import type { FakeConnection } from "../../src/testing/FakeServer";

function onlyConnection(bench: Bench): FakeConnection {
  const [connection, ...others] = [...bench.server.connections];
  expect(others).toEqual([]);
  return connection!;
}

/** When sockets were asked for, in milliseconds after the first one. */
function attempts({ environment }: { environment: { attempts: number[] } }): number[] {
  return environment.attempts.map((at) => at - environment.attempts[0]!);
}

describe("a connection", () => {
  it("greets first, then opens, and is online", async () => {
    const bench = new Bench();
    const client = bench.start();
    expect(client.connection).toBe("connecting");
    await bench.time.pass(20);
    expect(client.connection).toBe("online");
    const types = client.environment.wire!.sent.map(
      (text) => (JSON.parse(text) as { t: string }).t,
    );
    expect(types).toEqual(["hello", "open"]);
    expect(client.sent("hello")).toEqual([{ t: "hello", v: 1, name: "Ada" }]);
  });

  it("that is cut is tried again at once", async () => {
    const bench = new Bench();
    const client = await bench.client();
    await bench.time.pass(10_000);
    client.environment.wire!.cut();
    await bench.time.pass(510);
    expect(client.connection).toBe("online");
    expect(client.environment.attempts).toHaveLength(2);
  });

  it("that fails again and again is tried with growing, random pauses, without end", async () => {
    const bench = new Bench();
    bench.network.reachable = false;
    const client = bench.start();
    await bench.time.pass(3_600_000);
    const pauses = attempts(client).map((at, i, all) => at - (all[i - 1] ?? 0));
    // A cut takes up to 500 ms to be noticed.
    expect(pauses[1]).toBeLessThan(510);
    pauses.slice(2).forEach((pause, i) => {
      expect(pause).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** (i + 1)) + 510);
    });
    const late = pauses.slice(10);
    expect(late.length).toBeGreaterThan(100);
    const mean = late.reduce((sum, pause) => sum + pause, 0) / late.length;
    expect(mean).toBeGreaterThan(13_000);
    expect(mean).toBeLessThan(18_000);
    bench.network.reachable = true;
    await bench.time.pass(31_000);
    expect(client.connection).toBe("online");
  });

  it("that waits says until when", async () => {
    const bench = new Bench();
    bench.network.reachable = false;
    const client = bench.start();
    await bench.time.until("waiting", () => client.connection === "waiting");
    await bench.time.pass(1_000);
    await bench.time.until("waiting", () => client.connection === "waiting");
    const { connection } = client.session.status;
    const before = client.environment.attempts.length;
    if (connection.state !== "waiting") throw new Error(connection.state);
    await bench.time.pass(connection.nextRetryAt - bench.time.now);
    expect(client.environment.attempts).toHaveLength(before + 1);
    expect(client.environment.attempts.at(-1)).toBe(connection.nextRetryAt);
  });

  it("that was due while the machine slept is tried right after, though timers stood still", async () => {
    const bench = new Bench();
    bench.network.reachable = false;
    const client = bench.start();
    await bench.time.pass(120_000);
    await bench.time.until("a long wait", () => {
      const { connection } = client.session.status;
      return connection.state === "waiting" && connection.nextRetryAt - bench.time.now > 10_000;
    });
    bench.network.reachable = true;
    bench.time.suspend(3_600_000);
    await bench.time.pass(1_100);
    expect(client.connection).toBe("online");
  });

  it.each([4400, 4401, 4403])("closed with %d is not tried again as it is", async (code) => {
    const bench = new Bench();
    const client = await bench.client();
    onlyConnection(bench).close(code, "no");
    await bench.time.pass(3_600_000);
    expect(client.session.status.connection).toEqual({ state: "refused", code, message: "no" });
    expect(client.environment.attempts).toHaveLength(1);
    client.client.reconnect();
    await bench.time.pass(20);
    expect(client.connection).toBe("online");
  });

  it.each([1012, 4408, 4429])("closed with %d is never tried again at once", async (code) => {
    let atOnce = 0;
    for (let round = 0; round < 20; round++) {
      const bench = new Bench();
      for (let i = 0; i < round; i++) bench.random.below(2);
      const client = await bench.client();
      await bench.time.pass(10_000);
      onlyConnection(bench).close(code);
      await bench.time.pass(5);
      if (client.environment.attempts.length > 1) atOnce++;
      await bench.time.pass(1_100);
      expect(client.connection).toBe("online");
    }
    expect(atOnce).toBeLessThan(4);
  });

  it.each([1001, 1002, 1006, 1009, 1011])("closed with %d is tried again at once", async (code) => {
    const bench = new Bench();
    const client = await bench.client();
    onlyConnection(bench).close(code);
    await bench.time.pass(10);
    expect(client.connection).toBe("online");
  });

  it("that opens and is closed each time is not hammered", async () => {
    const bench = new Bench();
    bench.server.intercept = (message, connection) => {
      if (message["t"] === "open") connection.close(1011);
      return message["t"] === "open";
    };
    const client = bench.start();
    await bench.time.pass(60_000);
    expect(client.environment.attempts.length).toBeLessThan(15);
  });

  it("that nobody greets is given up, and tried again", async () => {
    const bench = new Bench();
    bench.server.intercept = (message) => message["t"] === "hello";
    const client = bench.start();
    await bench.time.pass(14_000);
    expect(client.environment.attempts).toHaveLength(1);
    await bench.time.pass(2_000);
    expect(client.environment.attempts).toHaveLength(2);
  });

  it("pings when it has sent nothing for a heartbeat, and lives on", async () => {
    const bench = new Bench();
    const client = await bench.client();
    await bench.time.pass(15_000 * 10);
    expect(client.sent("ping").length).toBeGreaterThanOrEqual(9);
    expect(client.sent("ping").length).toBeLessThanOrEqual(10);
    expect(client.environment.attempts).toHaveLength(1);
  });

  it("pings too when it sends and hears nothing back", async () => {
    const bench = new Bench();
    const client = await bench.client();
    for (let i = 0; i < 100; i++) {
      client.editor.select(0);
      client.client.introduce("Ada", "#112233");
      bench.server.intercept = (message) => message["t"] === "hello";
      await bench.time.pass(1_000);
    }
    expect(client.environment.attempts).toHaveLength(1);
  });

  it("that is silent for two heartbeats is dead", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.environment.wire!.fallSilent();
    await bench.time.pass(29_000);
    expect(client.environment.attempts).toHaveLength(1);
    await bench.time.pass(1_100);
    expect(client.environment.attempts).toHaveLength(2);
    expect(client.connection).toBe("online");
  });

  it("is asked after sleep, and replaced within seconds if it died meanwhile", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.environment.wire!.fallSilent();
    bench.time.sleep(8 * 3_600_000);
    await bench.time.pass(6_000);
    expect(client.environment.attempts).toHaveLength(2);
    expect(client.connection).toBe("online");
  });

  it("is asked once after sleep, though the question before the sleep was not answered", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.environment.wire!.fallSilent();
    client.environment.tell("lost");
    bench.time.sleep(3_600_000);
    const pings = client.sent("ping").length;
    await bench.time.pass(4_900);
    expect(client.sent("ping")).toHaveLength(pings + 1);
    await bench.time.pass(1_000);
    expect(client.environment.attempts).toHaveLength(2);
    expect(client.connection).toBe("online");
  });

  it("that outlived the sleep goes on", async () => {
    const bench = new Bench();
    const client = await bench.client();
    bench.time.sleep(8 * 3_600_000);
    await bench.time.pass(60_000);
    expect(client.environment.attempts).toHaveLength(1);
    expect(client.connection).toBe("online");
  });

  it("is tried at once when the network is back or the page is shown", async () => {
    const bench = new Bench();
    bench.network.reachable = false;
    const client = bench.start();
    await bench.time.pass(120_000);
    await bench.time.until("a long wait", () => {
      const { connection } = client.session.status;
      return connection.state === "waiting" && connection.nextRetryAt > bench.time.now + 5_000;
    });
    bench.network.reachable = true;
    client.environment.tell("woken");
    await bench.time.pass(20);
    expect(client.connection).toBe("online");
  });

  it("is doubted when the network went, and replaced if it does not answer", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.environment.wire!.fallSilent();
    client.environment.tell("lost");
    await bench.time.pass(5_100);
    expect(client.environment.attempts).toHaveLength(2);
  });

  it("says offline while the system knows of no network, and tries all the same", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.environment.online = false;
    bench.network.reachable = false;
    client.environment.wire!.cut();
    await bench.time.pass(2_000);
    await bench.time.until("offline", () => client.connection === "offline");
    bench.network.reachable = true;
    await bench.time.pass(30_000);
    expect(client.connection).toBe("online");
  });

  it("that is drained moves on when it was told to, and not before", async () => {
    const bench = new Bench();
    const client = await bench.client();
    onlyConnection(bench).send({ t: "drain", after: 4_000 });
    await bench.time.pass(3_900);
    expect(client.environment.attempts).toHaveLength(1);
    await bench.time.pass(200);
    expect(client.environment.attempts).toHaveLength(2);
    expect(client.connection).toBe("online");
  });

  it("with a message that cannot be understood is given up, and the rest survives", async () => {
    const bench = new Bench();
    const client = await bench.client();
    onlyConnection(bench).send({ t: "ops", doc: "doc", from: -1, ops: [] });
    await bench.time.pass(1_100);
    expect(client.faults).toEqual(["message.from is -1, not a whole number from 0 on"]);
    expect(client.connection).toBe("online");
  });

  it("ignores types of messages and fields that it does not know", async () => {
    const bench = new Bench();
    const client = await bench.client();
    onlyConnection(bench).send({ t: "weather", sun: true });
    onlyConnection(bench).send({ t: "pong", sun: true });
    await bench.time.pass(10);
    expect(client.faults).toEqual([]);
    expect(client.environment.attempts).toHaveLength(1);
  });

  it("that was closed by its owner stays closed", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.client.close();
    client.environment.tell("woken");
    await bench.time.pass(3_600_000);
    expect(client.environment.attempts).toHaveLength(1);
    expect(bench.server.connections.size).toBe(0);
  });
});
