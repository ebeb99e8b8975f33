@load
Feature: 100 orders at the same time
  The figure that everybody asks for: how long an order takes to execute, on average and how much
  it varies, when a hundred are placed at once. Every single one has to be accounted for.

  @PLACE-7
  @EVENT-1
  @TIME-2
  @TIME-4
  Rule: Under load every order is accepted, executed and announced

    @alone
    Example: 100 orders placed at the same time are executed in time
      Given a subscriber to all orders
      When 100 orders are placed at the same time and followed to their end
      Then every order should have been accepted as it was sent
      And no event should be lost or repeated
      And the run should meet these limits:
        | measure         | statistic          | limit   |
        | response time   | p95                | 2000 ms |
        | execution delay | average            | 2150 ms |
        | execution delay | standard deviation | 350 ms  |
        | execution delay | p95                | 2600 ms |
        | execution delay | maximum            | 3000 ms |
      And every order should be EXECUTED
