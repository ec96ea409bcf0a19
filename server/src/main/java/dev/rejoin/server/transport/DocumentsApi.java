package dev.rejoin.server.transport;

import dev.rejoin.server.codec.JsonBytes;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.Creation;
import dev.rejoin.server.document.Documents;
import dev.rejoin.server.document.History;
import dev.rejoin.server.document.Reading;
import dev.rejoin.server.document.RefusedException;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.storage.DocumentLog;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Documents over HTTP: list, make, read, and look into their past. */
final class DocumentsApi {

  private static final String JSON = "application/json";

  private final Documents documents;
  private final History history;
  private final Creation creation;
  private final DocumentLog log;
  private final OriginPolicy origins;
  private final Limits limits;
  private final Supplier<String> randomIds;

  DocumentsApi(
      Documents documents,
      DocumentLog log,
      Creation creation,
      OriginPolicy origins,
      Limits limits,
      Supplier<String> randomIds) {
    this.documents = documents;
    this.history = new History(log);
    this.creation = creation;
    this.log = log;
    this.origins = origins;
    this.limits = limits;
    this.randomIds = randomIds;
  }

  void mount(Router router) {
    router.get("/v1/documents").handler(context -> list(context));
    router
        .post("/v1/documents")
        .handler(BodyHandler.create(false).setBodyLimit(limits.maxMessageBytes()))
        .handler(context -> requireOwnJson(context))
        .handler(context -> create(context));
    router.get("/v1/documents/:document").handler(context -> read(context));
    router.get("/v1/documents/:document/ops").handler(context -> entries(context));
    router.get("/v1/documents/:document/fold").handler(context -> fold(context));
  }

  private void list(RoutingContext context) {
    String after = Parameters.text(context, "after").orElse("");
    int limit = Parameters.limit(context, Math.min(100, limits.maxPageSize()));
    answer(context, log.list(after, limit), page -> send(context, 200, DocumentJson.page(page)));
  }

  /**
   * A page from elsewhere can make a browser send a form here, but not JSON without being asked
   * about; and what has the wrong origin is refused in any case.
   */
  private void requireOwnJson(RoutingContext context) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (!origins.allows(origin, context.request().getHeader(HttpHeaders.HOST))) {
      Problems.send(context.response(), ErrorCode.FORBIDDEN, "pages of this origin may not write");
    } else if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
      Problems.send(context.response(), 415, ErrorCode.BAD_MESSAGE, "the body has to be " + JSON);
    } else {
      context.next();
    }
  }

  private void create(RoutingContext context) {
    Buffer body = context.body().buffer();
    CreateRequest request =
        CreateRequest.read(body == null ? new byte[0] : body.getBytes(), limits);
    String id = request.id().orElseGet(randomIds);
    answer(
        context,
        creation.create(id, request.type(), request.content()),
        head -> {
          if (head < 0) {
            Problems.send(
                context.response(), 409, ErrorCode.FORBIDDEN, "there is a document " + id);
          } else {
            context.response().putHeader(HttpHeaders.LOCATION, "/v1/documents/" + id);
            send(context, 201, DocumentJson.created(id, request.type(), head));
          }
        });
  }

  private void read(RoutingContext context) {
    String document = Parameters.document(context);
    OptionalLong revision = Parameters.number(context, "rev");
    answer(
        context,
        documents.read(document).compose(now -> at(now, revision)),
        reading -> {
          String tag = "\"" + reading.lineage() + ":" + reading.revision() + "\"";
          context.response().putHeader(HttpHeaders.ETAG, tag);
          if (tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            context.response().setStatusCode(304).end();
          } else {
            send(context, 200, DocumentJson.reading(reading));
          }
        });
  }

  private Future<Reading> at(Reading now, OptionalLong revision) {
    if (revision.isEmpty() || revision.getAsLong() == now.revision()) {
      return Future.succeededFuture(now);
    }
    long wanted = revision.getAsLong();
    if (wanted > now.revision()) {
      return Future.failedFuture(
          new RefusedException(
              ErrorCode.NOT_FOUND, "revision " + wanted + ", the head is " + now.revision()));
    }
    return history
        .content(now.id(), wanted)
        .map(content -> new Reading(now.id(), now.type(), now.lineage(), wanted, content));
  }

  private void entries(RoutingContext context) {
    String document = Parameters.document(context);
    long from = Parameters.number(context, "from").orElse(0);
    int limit = Parameters.limit(context, limits.maxPageSize());
    answer(
        context,
        history.entries(document, from, limit),
        entries -> send(context, 200, DocumentJson.entries(entries)));
  }

  private void fold(RoutingContext context) {
    String document = Parameters.document(context);
    long from = Parameters.requiredNumber(context, "from");
    long to = Parameters.requiredNumber(context, "to");
    answer(
        context,
        history.fold(document, from, to),
        operation -> send(context, 200, DocumentJson.fold(from, to, operation)));
  }

  /** Goes on where the request came in: what is waited for may complete on any thread. */
  private static <T> void answer(RoutingContext context, Future<T> future, Consumer<T> success) {
    Context here = context.vertx().getOrCreateContext();
    future.onComplete(
        result ->
            here.runOnContext(
                go -> {
                  if (result.succeeded()) {
                    success.accept(result.result());
                  } else {
                    Problems.send(context.response(), result.cause());
                  }
                }));
  }

  private static void send(RoutingContext context, int status, JsonBytes.Body body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(Buffer.buffer(JsonBytes.of(body)));
  }
}
