package dev.rejoin.ot;

import java.util.List;

/** A sink that keeps components as values. */
record ComponentList(List<Component> components) implements OperationSink {
  @Override
  public void retain(int length, Attributes attributes) {
    components.add(new Component.Retain(length, attributes));
  }

  @Override
  public void insert(String text, Attributes attributes) {
    components.add(new Component.Insert(text, attributes));
  }

  @Override
  public void insert(Embed embed, Attributes attributes) {
    components.add(new Component.InsertEmbed(embed, attributes));
  }

  @Override
  public void delete(int length) {
    components.add(new Component.Delete(length));
  }
}
