package dev.rejoin.server.testing.disk;

import dev.rejoin.ot.testing.SplitMix64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A disk that does only what it has to: what was synced is there, and of the rest any part, in
 * pieces of a sector, a page or a whole call. A name that was made, changed or taken away counts as
 * synced when its folder was, and not when its file was; a rename happens or does not.
 */
public final class Disk {
  private final Cut cut;
  private final Map<String, FileOnDisk> files = new HashMap<>();
  private final Map<String, FileOnDisk> synced = new HashMap<>();
  private final Set<String> syncedFolders = new HashSet<>(Set.of("."));
  private final List<Change> changes = new ArrayList<>();

  /** Something done to names, and the file that it was done to. */
  private record Change(Call call, FileOnDisk file) {}

  /**
   * @param random decides what becomes of that which was not synced
   */
  public Disk(SplitMix64 random) {
    this.cut = Cut.random(random);
  }

  public void take(Call call) {
    if (call instanceof Call.Create create) {
      rename(create, files.compute(create.name(), (name, none) -> new FileOnDisk()));
    } else if (call instanceof Call.Unlink unlink) {
      rename(unlink, files.remove(unlink.name()));
    } else if (call instanceof Call.Rename rename) {
      FileOnDisk file = files.remove(rename.name());
      files.put(rename.to(), file);
      rename(rename, file);
    } else if (call instanceof Call.MakeFolder) {
      rename(call, null);
    } else if (call instanceof Call.Sync sync) {
      sync(sync);
    } else if (call instanceof Call.Unsynced unsynced) {
      syncFailed(unsynced);
    } else {
      files.get(call.name()).add(call);
    }
  }

  private void rename(Call call, FileOnDisk file) {
    changes.add(new Change(call, file));
  }

  private void sync(Call.Sync sync) {
    FileOnDisk file = files.get(sync.name());
    if (file != null) {
      file.sync(cut);
      return;
    }
    changes.removeIf(
        change -> {
          boolean inside = folder(change.call().name()).equals(sync.name());
          if (inside) {
            apply(change, synced, syncedFolders);
          }
          return inside;
        });
  }

  private void syncFailed(Call.Unsynced unsynced) {
    FileOnDisk file = files.get(unsynced.name());
    if (file != null) {
      file.syncFailed();
    }
  }

  /** The files that are found when the power is back. */
  public Map<String, byte[]> afterPowerCut() {
    Map<String, FileOnDisk> found = new HashMap<>(synced);
    Set<String> folders = new HashSet<>(syncedFolders);
    for (Change change : changes) {
      if (!cut.loses()) {
        apply(change, found, folders);
      }
    }
    Map<String, byte[]> contents = new HashMap<>();
    found.forEach(
        (name, file) -> {
          if (folders.contains(folder(name))) {
            contents.put(name, file.after(cut));
          }
        });
    return contents;
  }

  private static void apply(Change change, Map<String, FileOnDisk> names, Set<String> folders) {
    Call call = change.call();
    if (call instanceof Call.MakeFolder) {
      folders.add(call.name());
    } else if (call instanceof Call.Create) {
      names.put(call.name(), change.file());
    } else if (call instanceof Call.Unlink) {
      names.remove(call.name());
    } else if (call instanceof Call.Rename rename && names.remove(rename.name()) != null) {
      names.put(rename.to(), change.file());
    }
  }

  private static String folder(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "." : name.substring(0, slash);
  }
}
