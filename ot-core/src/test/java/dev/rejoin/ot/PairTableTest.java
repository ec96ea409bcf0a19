package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.testing.Notation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of component against each other one, as a table that can be read. */
class PairTableTest {
  @ParameterizedTest(name = "{0} · {1} = {2}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          # first      , second        , composed
          2            , 2             , 2
          2            , 1 'x' 1       , 1 'x' 1
          2            , 1 -1          , 1 -1
          2            , 2{b=true}     , 2{b=true}
          'ab'         , 2             , 'ab'
          'ab'         , 1 'x' 1       , 'axb'
          'ab'         , 1 -1          , 'a'
          'ab'         , -2            , ""
          'ab'         , 1{b=true} 1   , 'a'{b=true} 'b'
          'ab'{b=true} , 2{b=null}     , 'ab'
          -2           , ""            , -2
          -2           , 'x'           , -2 'x'
          'a' -1       , 1 'x'         , 'a' -1 'x'
          'a' -1       , 'x' 1         , 'xa' -1
          -1 'a'       , 'x' 1         , -1 'xa'
          'a' -1       , -1 'x'        , -1 'x'
          1 -1 1       , -1 'x' 1      , -2 'x' 1
          1{b=true}    , 1{b=null}     , 1{b=null}
          1{b=true}    , 1{c=1}        , "1{b=true,c=1}"
          1{b=true}    , -1            , -1
          <image>      , 1{b=true}     , <image>{b=true}
          <image>      , -1            , ""
          <image>      , 'x' 1         , 'x' <image>
          """)
  void composes(String first, String second, String composed) {
    assertEquals(operation(composed), operation(first).compose(operation(second)));
  }

  @ParameterizedTest(name = "h = {0}, c = {1}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          # h        , c             , U(c h)        , T(h c)
          2          , 2             , 2             , 2
          2          , 1 'x' 1       , 3             , 1 'x' 1
          2          , 1 -1          , 1             , 1 -1
          2          , 2{b=true}     , 2             , 2{b=true}
          1 'a' 1    , 2             , 1 'a' 1       , 3
          1 'a' 1    , 1 'x' 1       , 2 'a' 1       , 1 'x' 2
          'a' 2      , 1 'x' 1       , 'a' 3         , 2 'x' 1
          1 'a' 1    , -2            , 'a'           , -1 1 -1
          1 'a' 1    , -1 'x' 1      , 1 'a' 1       , -1 'x' 2
          1 'a' 1    , 'x' -1 1      , 1 'a' 1       , 'x' -1 2
          1 'a' 1    , 2{b=true}     , 1 'a' 1       , 1{b=true} 1 1{b=true}
          -2         , 2             , -2            , ""
          -2         , 1 'x' 1       , -1 1 -1       , 'x'
          -2         , 1 -1          , -1            , ""
          -2         , -2            , ""            , ""
          -2         , 2{b=true}     , -2            , ""
          -1 'a'     , 1 'x'         , -1 1 'a'      , 'x' 1
          'a' -1     , 1 'x'         , 'a' -1 1      , 1 'x'
          -1 'a'     , 'x' -1        , 1 'a'         , 'x' 1
          'a' -1     , -1 'x'        , 'a' 1         , 1 'x'
          2{b=true}  , 2             , 2{b=true}     , 2
          2{b=true}  , 1 'x' 1       , 1{b=true} 1 1{b=true} , 1 'x' 1
          2{b=true}  , 1 -1          , 1{b=true}     , 1 -1
          2{b=true}  , 1 1{b=false}  , 1{b=true} 1   , 1 1{b=false}
          2{b=true}  , 2{b=true}     , 2             , 2{b=true}
          2{b=true}  , 2{c=1}        , 2{b=true}     , 2{c=1}
          1 <image> 1 , 1 'x' 1      , 2 <image> 1   , 1 'x' 2
          1 'a' 1    , 1 <image> 1   , 2 'a' 1       , 1 <image> 2
          """)
  void transforms(String h, String c, String earlier, String later) {
    Transformed moved = Operation.transform(operation(h), operation(c));
    assertAll(
        () -> assertEquals(operation(earlier), moved.earlier(), "U(c, h)"),
        () -> assertEquals(operation(later), moved.later(), "T(h, c)"),
        () -> assertEquals(moved.later(), operation(c).movedBehind(operation(h))));
  }

  @ParameterizedTest(name = "{1} on {0} is undone by {2}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          # base              , operation    , inverse
          'abc'               , 3            , 3
          'abc'               , 1 'x' 2      , 1 -1 2
          'abc'               , 1 -1 1       , 1 'b' 1
          'abc'               , 'x' -3       , -1 'abc'
          'abc'               , -3 'x'       , 'abc' -1
          'abc'               , 1{b=true} 2  , 1{b=null} 2
          'ab'{b=true} 'c'    , 3{b=true}    , 2 1{b=null}
          'ab'{b=true} 'c'    , 3{b=null}    , 2{b=true} 1
          'a'{b=false} 'c'    , 2{b=true}    , 1{b=false} 1{b=null}
          'a' <image>{b=true} , 1 -1         , 1 <image>{b=true}
          """)
  void inverts(String base, String operation, String inverse) {
    Content content = Content.of(DocumentType.RICH_TEXT, operation(base));
    assertEquals(operation(inverse), operation(operation).invert(content));
  }

  @ParameterizedTest(name = "{1} in {0} goes to {2}, or {3}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          # operation , before , left , right
          ""          , 0      , 0    , 0
          'ab'        , 0      , 0    , 2
          'ab' 2      , 0      , 0    , 2
          'ab' 2      , 1      , 3    , 3
          1 'ab' 1    , 1      , 1    , 3
          2 'ab'      , 2      , 2    , 4
          -2          , 1      , 0    , 0
          1 -2 1      , 0      , 0    , 0
          1 -2 1      , 1      , 1    , 1
          1 -2 1      , 2      , 1    , 1
          1 -2 1      , 3      , 1    , 1
          1 -2 1      , 4      , 2    , 2
          -2 'ab'     , 1      , 0    , 2
          'ab' -2     , 1      , 2    , 2
          -1 'ab' -1  , 1      , 0    , 2
          """)
  void movesPositions(String operation, int before, int left, int right) {
    assertAll(
        () -> assertEquals(left, operation(operation).movePosition(before, Stickiness.LEFT)),
        () -> assertEquals(right, operation(operation).movePosition(before, Stickiness.RIGHT)));
  }

  private static Operation operation(String notation) {
    return Notation.into(Operation.builder(), notation).build();
  }
}
