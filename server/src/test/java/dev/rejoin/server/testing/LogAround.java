package dev.rejoin.server.testing;

import dev.rejoin.server.storage.DocumentLog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Stands before a log: some calls are answered here, and all others by the log. */
interface LogAround {

  /** One call that was made. */
  interface Call {
    String name();

    Object[] arguments();

    /** What the log says. */
    Object passOn() throws Throwable;
  }

  Object answer(Call call) throws Throwable;

  /** The log as it looks through {@code around}. */
  static DocumentLog of(DocumentLog truth, LogAround around) {
    return (DocumentLog)
        Proxy.newProxyInstance(
            DocumentLog.class.getClassLoader(),
            new Class<?>[] {DocumentLog.class},
            (proxy, method, arguments) ->
                around.answer(
                    new Call() {
                      @Override
                      public String name() {
                        return method.getName();
                      }

                      @Override
                      public Object[] arguments() {
                        return arguments;
                      }

                      @Override
                      public Object passOn() throws Throwable {
                        try {
                          return method.invoke(truth, arguments);
                        } catch (InvocationTargetException failure) {
                          throw failure.getCause();
                        }
                      }
                    }));
  }
}
