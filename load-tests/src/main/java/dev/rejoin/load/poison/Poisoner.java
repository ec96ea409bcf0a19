package dev.rejoin.load.poison;

import dev.rejoin.load.editor.Address;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bad clients, in a process of their own. Each line of its input names a {@link Poison} that is
 * to come, or is empty: all go. It answers each with a line. When its input ends, so does it.
 */
final class Poisoner {
  private Poisoner() {}

  public static void main(String... arguments) throws IOException {
    Address server = Address.of(arguments[0]);
    Vertx vertx = Vertx.vertx();
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        if (order.isEmpty()) {
          List.copyOf(vertx.deploymentIDs()).forEach(id -> vertx.undeploy(id).await());
        } else {
          Poison.valueOf(order).clients(server).forEach(each -> vertx.deployVerticle(each).await());
        }
        System.out.println("done");
      }
    } finally {
      vertx.close().await();
    }
  }
}
