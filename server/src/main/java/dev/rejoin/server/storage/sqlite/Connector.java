package dev.rejoin.server.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Opens connections to the file and sets them up. */
final class Connector {
  private final Path database;

  Connector(Path database) {
    this.database = database;
  }

  /** The connection that writes; makes the file and its tables if they are not there. */
  Sql writer() throws SQLException {
    Sql sql = connect(new SQLiteConfig());
    try {
      Settings.applyToWriter(sql);
      Schema.prepare(sql);
      IndexCheck.mend(sql);
      return sql;
    } catch (SQLException | RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  /** A connection that cannot write. */
  Sql reader() throws SQLException {
    return reading(Settings::applyToReader);
  }

  /** A connection that cannot write to this file, but copy it into another. */
  Sql copier() throws SQLException {
    return reading(Settings::applyToCopier);
  }

  private Sql reading(Setup setup) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    Sql sql = connect(config);
    try {
      setup.apply(sql);
      return sql;
    } catch (SQLException | RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  /** Makes the settings of a new connection. */
  private interface Setup {
    void apply(Sql sql) throws SQLException;
  }

  private Sql connect(SQLiteConfig config) throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + database, config.toProperties());
    return new Sql(connection);
  }
}
