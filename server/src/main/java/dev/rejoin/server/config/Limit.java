package dev.rejoin.server.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is said of one limit: a line for people, its default, and its bounds. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Limit {
  String text();

  int value();

  int min();

  int max();

  /** Whether the welcome tells it to clients, because they can run into it. */
  boolean told() default false;
}
