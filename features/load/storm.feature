@events
Feature: Subscribers in a storm
  On a bad day lines break by the minute, while the market moves. Books are complete all the same,
  or whoever keeps them knows that they are not.

  @SIO-4
  @REPLAY-1
  @REPLAY-2
  Rule: However often connections are lost, every event comes once and in order, or its loss is told

    @controls
    Example: A few subscribers of every kind miss nothing
      When 12 subscribers of every kind lose and regain their connections for 4 s while 15 orders a second are placed
      Then all should have had every event once and in order, or been told of a gap

    @heavy
    @alone
    @own-platform
    @controls
    Example: 200 subscribers of every kind miss nothing for a minute
      Given the operator has started a platform with ENDPOINT_DELAY_MS set to "0-0"
      When 200 subscribers of every kind lose and regain their connections for 60 s while 100 orders a second are placed
      Then all should have had every event once and in order, or been told of a gap
