Feature: Looking up an order
  A trader, or whoever settles the trades, asks how an order stands. The answer has to be there
  at any time, also long after the order is done.

  @READ-1
  Rule: An order can be looked up in every status

    Scenario Outline: An order that is <status> is shown as such
      Given an <status> order
      When the trader looks up the order
      Then the order should be shown as <status>

      Examples: every status
        | status    |
        | PENDING   |
        | EXECUTED  |
        | CANCELLED |

    Example: The identifier of an order may be written in capitals
      Given a PENDING order
      When the trader looks up the order in capitals
      Then the order should be shown as PENDING

  @READ-2
  Rule: Only an order that exists can be looked up

    Example: An identifier that differs from an order's in one digit is another
      Given a PENDING order
      When the trader looks up everything whose identifier differs in one digit
      Then the request should be refused as unknown

    Example: An unknown order is refused
      When the trader looks up an unknown order
      Then the request should be refused as unknown

    Scenario Outline: Something that is not an identifier is refused: <identifier>
      When the trader looks up the identifier <identifier>
      Then the request should be refused as invalid
      And the refusal should name the identifier

      Examples: not a UUID
        | identifier                               |
        | "1"                                      |
        | "abc"                                    |
        | "3015eaa0-717a-4e32-9150"                |
        | "3015eaa0-717a-4e32-9150-0f6e6dcb024g"   |
        | "3015eaa0-717a-4e32-9150-0f6e6dcb0246-0" |
