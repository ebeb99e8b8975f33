Feature: Input that nobody has thought of
  An example shows what somebody has thought of. Here the contract itself makes up orders and lists,
  hundreds at a time and other ones in every run, as strange as it allows and as wrong as can be.

  @PLACE-1
  @PLACE-3
  @PAGE-1
  Rule: Whatever the contract allows is accepted

    Example: Orders as strange as they may be are kept as they were sent
      When 200 generated valid orders are tried
      Then every one should be accepted and kept as it was sent

    Example: Lists can be narrowed down in every way that there is
      Given the trader has placed 3 EXECUTED orders
      When 100 generated valid lists are tried
      Then every one should show all that was asked for and nothing else

  @PLACE-5
  @PLACE-6
  @PAGE-4
  @REFUSE-3
  Rule: Whatever the contract forbids is refused, with every fault that it has

    Example: Orders are refused for all that is wrong with them
      Given a subscriber to all orders
      When 200 generated invalid orders are tried
      Then every one should be refused as invalid, naming its faults and nothing else
      And no order should have been placed

    Example: Lists are refused for all that is wrong with them
      When 100 generated invalid lists are tried
      Then every one should be refused as invalid, naming its faults and nothing else
