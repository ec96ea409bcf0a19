package dev.rejoin.server.transport;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.Creation;
import dev.rejoin.server.document.Documents;
import dev.rejoin.server.document.Environment;
import dev.rejoin.server.document.History;
import dev.rejoin.server.document.Reading;
import dev.rejoin.server.document.RefusedException;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.storage.DocumentLog;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Documents over HTTP: list, make, read, and look into their past. */
final class DocumentsApi implements Api {

  private final Documents documents;
  private final History history;
  private final Creation creation;
  private final DocumentLog log;
  private final WritingRequests writes;
  private final Limits limits;
  private final Supplier<String> randomIds;

  DocumentsApi(Documents documents, Creation creation, Environment home, WritingRequests writes) {
    this.documents = documents;
    this.history = new History(home.log());
    this.creation = creation;
    this.log = home.log();
    this.writes = writes;
    this.limits = home.limits();
    this.randomIds = home.randomIds();
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/documents").handler(context -> list(context));
    writes
        .route(router, "/v1/documents", limits.maxMessageBytes())
        .handler(context -> create(context));
    router.get("/v1/documents/:document").handler(context -> read(context));
    router.get("/v1/documents/:document/ops").handler(context -> entries(context));
    router.get("/v1/documents/:document/fold").handler(context -> fold(context));
  }

  private void list(RoutingContext context) {
    String after = Parameters.text(context, "after").orElse("");
    int limit = Parameters.limit(context, Math.min(100, limits.maxPageSize()));
    Answers.when(
        context,
        log.list(after, limit),
        page -> Answers.json(context, 200, DocumentJson.page(page)));
  }

  private void create(RoutingContext context) {
    CreateRequest request = CreateRequest.read(WritingRequests.body(context), limits);
    String id = request.id().orElseGet(randomIds);
    Answers.when(
        context,
        writes.hold(context, creation.create(id, request.type(), request.content())),
        head -> {
          if (head < 0) {
            Problems.send(
                context.response(), 409, ErrorCode.FORBIDDEN, "there is a document " + id);
          } else {
            context.response().putHeader(HttpHeaders.LOCATION, "/v1/documents/" + id);
            Answers.json(context, 201, DocumentJson.created(id, request.type(), head));
          }
        });
  }

  private void read(RoutingContext context) {
    String document = Parameters.document(context);
    OptionalLong revision = Parameters.number(context, "rev");
    Answers.when(
        context,
        documents.read(document).compose(now -> at(now, revision)),
        reading -> {
          String tag = "\"" + reading.lineage() + ":" + reading.revision() + "\"";
          context.response().putHeader(HttpHeaders.ETAG, tag);
          if (tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            context.response().setStatusCode(304).end();
          } else {
            Answers.json(context, 200, DocumentJson.reading(reading));
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
    return history.content(now.id(), wanted).map(content -> now.at(wanted, content));
  }

  private void entries(RoutingContext context) {
    String document = Parameters.document(context);
    long from = Parameters.number(context, "from").orElse(0);
    int limit = Parameters.limit(context, limits.maxPageSize());
    Answers.when(
        context,
        history.entries(document, from, limit),
        entries -> Answers.json(context, 200, DocumentJson.entries(entries)));
  }

  private void fold(RoutingContext context) {
    String document = Parameters.document(context);
    long from = Parameters.requiredNumber(context, "from");
    long to = Parameters.requiredNumber(context, "to");
    Answers.when(
        context,
        history.fold(document, from, to),
        operation -> Answers.json(context, 200, DocumentJson.fold(from, to, operation)));
  }
}
