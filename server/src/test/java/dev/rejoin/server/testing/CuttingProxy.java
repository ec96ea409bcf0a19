package dev.rejoin.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between clients and a server, and cuts a connection at the byte that a test chose. */
public final class CuttingProxy implements AutoCloseable {

  /** So many connections fall silent before the first of them ends. */
  private static final int MAX_SILENT = 32;

  private static final int BUFFER_BYTES = 8 << 10;

  private final int serverPort;
  private final ServerSocket listening;
  private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
  private final AtomicInteger cuts = new AtomicInteger();
  private final Deque<Socket> silent = new ArrayDeque<>();

  /** Which bytes are counted. */
  public enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  /** What the server sees of it. */
  public enum Manner {
    /** The other side is gone, after all that it said. */
    END,
    /** The other side is gone, and what it said may be gone too. */
    RESET,
    /** Nothing: nobody says anything any more. */
    SILENCE
  }

  /** So many bytes pass, and no more. */
  public record Cut(Direction direction, long after, Manner manner) {
    static final Cut NEVER = new Cut(Direction.TO_SERVER, Long.MAX_VALUE, Manner.END);

    long room(Direction asked) {
      return direction == asked ? after : Long.MAX_VALUE;
    }
  }

  public CuttingProxy(int serverPort) {
    this.serverPort = serverPort;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("proxy", this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Cuts the next connection; the ones after it stay whole. */
  public void cutNext(Cut cut) {
    next.set(cut);
  }

  /** How many connections were cut so far. */
  public int cuts() {
    return cuts.get();
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        new Connection(client, server, next.getAndSet(Cut.NEVER)).begin();
      }
    } catch (IOException e) {
      end(listening); // By close(), or the clients will notice.
    }
  }

  private static void end(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new AssertionError("a socket cannot be closed", e);
    }
  }

  private synchronized void keepSilent(Socket server) {
    silent.add(server);
    if (silent.size() > MAX_SILENT) {
      end(silent.poll());
    }
  }

  @Override
  public synchronized void close() {
    end(listening);
    silent.forEach(CuttingProxy::end);
    silent.clear();
  }

  private final class Connection {

    private final Socket client;
    private final Socket server;
    private final Cut cut;
    private boolean over;

    Connection(Socket client, Socket server, Cut cut) {
      this.client = client;
      this.server = server;
      this.cut = cut;
    }

    void begin() {
      start("to server", () -> pump(client, server, cut.room(Direction.TO_SERVER)));
      start("to client", () -> pump(server, client, cut.room(Direction.TO_CLIENT)));
    }

    private void pump(Socket from, Socket to, long most) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long room = most;
      try {
        while (room > 0) {
          int read = from.getInputStream().read(buffer);
          if (read < 0) {
            end();
            return;
          }
          int passing = (int) Math.min(read, room);
          to.getOutputStream().write(buffer, 0, passing);
          room -= passing;
        }
        cut();
      } catch (IOException gone) {
        end();
      }
    }

    /** One of both has ended by itself. */
    private synchronized void end() {
      if (!over) {
        over = true;
        CuttingProxy.end(client);
        CuttingProxy.end(server);
      }
    }

    private synchronized void cut() throws IOException {
      if (over) {
        return;
      }
      over = true;
      cuts.incrementAndGet();
      if (cut.manner() == Manner.RESET) {
        server.setSoLinger(true, 0);
        client.setSoLinger(true, 0);
      }
      if (cut.manner() == Manner.SILENCE) {
        keepSilent(server);
      } else {
        CuttingProxy.end(server);
      }
      CuttingProxy.end(client);
    }
  }
}
