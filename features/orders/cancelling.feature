@cancel
Feature: Cancelling an order
  A trader who has changed his mind cancels an order while that is still possible. Once it has
  been executed, somebody has bought or sold, and nothing may undo that.

  @CANCEL-1
  @LIFE-3
  Rule: A pending order can be cancelled

    Example: A cancelled order stays readable as CANCELLED
      Given a PENDING order
      When the trader cancels the order
      Then the cancel should be accepted
      And the order should be CANCELLED

    Example: An order can be cancelled by its identifier in capitals
      Given a PENDING order
      When the trader cancels the order in capitals
      Then the cancel should be accepted
      And the order should be CANCELLED

    @controls
    Example: A cancelled order is not executed any more
      Given a subscriber to all orders
      And the platform executes orders 6 s after they are placed
      And a PENDING order
      When the trader cancels the order
      Then the cancel should be accepted
      And the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | CANCELLED   |
      And the subscriber should receive no further event for the order

    @controls
    Example: Cancelling one order leaves the others alone
      Given the trader has placed these orders:
        | order | orderStatus |
        | A     | PENDING     |
        | B     | PENDING     |
      When the trader cancels order "A"
      Then the orders should be:
        | order | orderStatus |
        | A     | CANCELLED   |
        | B     | PENDING     |

  @CANCEL-2
  @CANCEL-4
  Rule: Only a pending order can be cancelled

    Scenario Outline: An order that is <status> cannot be cancelled
      Given a subscriber to all orders
      And an <status> order
      When the trader cancels the order
      Then the request should be refused as a conflict because the order is <status>
      And the order should be <status>
      And the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | <status>    |

      Examples: both ends
        | status    |
        | EXECUTED  |
        | CANCELLED |

    Example: Of many cancels at the same time one is accepted
      Given a PENDING order
      When the trader cancels the order 10 times at the same time
      Then one request should be accepted and 9 refused as a conflict
      And the order should be CANCELLED

    Example: Whose identifier differs in one digit is another order, and not cancelled
      Given a PENDING order
      When the trader cancels everything whose identifier differs in one digit
      Then the request should be refused as unknown
      And the order should be PENDING

    Example: An unknown order cannot be cancelled
      When the trader cancels an unknown order
      Then the request should be refused as unknown

    Example: Something that is not an identifier cannot be cancelled
      When the trader cancels the identifier "42"
      Then the request should be refused as invalid
      And the refusal should name the identifier

  @CANCEL-3
  Rule: A cancel and an execution never both win

    Example: Orders that are cancelled as they execute end in one way only
      Given a subscriber to all orders
      When 20 orders are placed, and each is cancelled 10 times while it executes
      Then every order should have been either executed or cancelled once
      And the events of every order should agree with what the trader is shown
      And the subscriber should receive no further event for every order
