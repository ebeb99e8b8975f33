Feature: Listing orders
  Whoever watches over many orders lists them, narrows the list down, and pages through it while
  new ones keep coming. No order may be missing, and none may be shown twice.

  @LIST-1
  @LIST-2
  Rule: The newest order comes first

    Example: Orders are listed from the newest to the oldest
      Given the trader has placed these orders:
        | order |
        | A     |
        | B     |
        | C     |
      When the trader lists the orders of the symbol
      Then the list should be in this order:
        | order |
        | C     |
        | B     |
        | A     |

    Example: An order is listed as it stands
      Given the trader has placed these orders:
        | order | side | quantity | orderStatus |
        | A     | BUY  | 0.5      | CANCELLED   |
        | B     | SELL | 12       | EXECUTED    |
      When the trader lists the orders of the symbol
      Then the list should be in this order:
        | order | side | quantity | orderStatus |
        | B     | SELL | 12       | EXECUTED    |
        | A     | BUY  | 0.5      | CANCELLED   |

  @PAGE-1
  Rule: A list can be narrowed down

    @controls
    Scenario Outline: The orders that are <status> are found among the others of a symbol
      Given the trader has placed these orders:
        | order | orderStatus |
        | A     | PENDING     |
        | B     | EXECUTED    |
        | C     | CANCELLED   |
        | D     | <status>    |
      When the trader lists the orders of the symbol that are <status>
      Then the list should be in this order:
        | order   |
        | D       |
        | <first> |

      Examples: every status
        | status    | first |
        | PENDING   | A     |
        | EXECUTED  | B     |
        | CANCELLED | C     |

    Scenario Outline: The orders of all symbols that are <status> are found among the others
      Given an <status> order
      When the trader lists all orders that are <status>
      Then the order should be listed exactly once, newest first
      And the list should hold nothing but orders that are <status>

      Examples: every status
        | status    |
        | PENDING   |
        | EXECUTED  |
        | CANCELLED |

    Scenario Outline: A list of one symbol shows nothing of others where they <likeness>
      Given the trader has placed orders of symbols that <likeness>
      When the trader lists the orders of each of these symbols
      Then every list should show the orders of its symbol and no others

      Examples: what a careless filter takes for one another
        | likeness                        |
        | contain each other              |
        | differ in one character         |
        | differ in their marks           |
        | are made of the same characters |

    Example: A symbol that nobody trades has an empty list
      When the trader lists the orders of the symbol
      Then the list should be empty

  @PAGE-3
  Rule: Paging shows every order exactly once

    Scenario Outline: <orders> orders, 3 at a time, make pages of <pages>
      Given the trader has placed <orders> orders
      When the trader pages through the orders of the symbol, 3 at a time
      Then the pages should hold <pages> orders
      And every order should be listed exactly once, newest first

      Examples: a last page that is full, and one that is not
        | orders | pages   |
        | 3      | 3       |
        | 6      | 3, 3    |
        | 7      | 3, 3, 1 |

    Example: Orders that come while the trader pages are no reason to miss one or show one twice
      Given the trader has placed 6 orders
      When the trader pages through the orders of the symbol, 2 at a time, while 2 more are placed after each page
      Then every order that was there at the start should be listed exactly once, newest first

    @controls
    Example: Orders that are executed while the trader pages are no reason to miss one or show one twice
      Given the platform executes orders 400 ms after they are placed
      And the trader has placed 6 orders
      When the trader pages through the orders of the symbol, 2 at a time
      Then every order should be listed exactly once, newest first

    Example: A list of all symbols is paged in the same way
      Given the trader has placed 60 orders
      When the trader pages through all orders, 50 at a time
      Then every order should be listed exactly once, newest first

    Example: A narrowed list is paged in the same way
      Given the trader has placed these orders:
        | order | orderStatus |
        | A     | EXECUTED    |
        | B     | CANCELLED   |
        | C     | EXECUTED    |
        | D     | EXECUTED    |
      When the trader pages through the orders of the symbol that are EXECUTED, 2 at a time
      Then the pages should hold 2, 1 orders
      And the list should be in this order:
        | order |
        | D     |
        | C     |
        | A     |

  @PAGE-2
  Rule: A page holds as many orders as were asked for, 100 if nothing was said

    Example: Without a word about it a page holds 100 orders
      Given the trader has placed 101 orders
      When the trader pages through the orders of the symbol
      Then the pages should hold 100, 1 orders

    Scenario Outline: A page of <limit> orders can be asked for
      Given the trader has placed 2 orders
      When the trader pages through the orders of the symbol, <limit> at a time
      Then the pages should hold <pages> orders

      Examples: at the bounds
        | limit | pages |
        | 1     | 1, 1  |
        | 1000  | 2     |

  @PAGE-4
  Rule: A list that makes no sense is refused

    Scenario Outline: A list with <parameter> set to <value> is refused
      When the trader lists orders with:
        | parameter   | value   |
        | <parameter> | <value> |
      Then the request should be refused as invalid
      And the refusal should name <parameter>

      Examples: a page size beyond its bounds
        | parameter | value  |
        | limit     | "0"    |
        | limit     | "-1"   |
        | limit     | "1001" |

      Examples: a page size that is no whole number
        | parameter | value |
        | limit     | "1.5" |
        | limit     | "ten" |
        | limit     | ""    |

      Examples: a page size in other than decimal digits
        | parameter | value      |
        | limit     | "1e2"      |
        | limit     | "0x10"     |
        | limit     | "+5"       |
        | limit     | " 5"       |
        | limit     | "5.0"      |
        | limit     | "٥"        |
        | limit     | "Infinity" |

      Examples: a page size beyond what programs count with
        | parameter | value      |
        | limit     | 20 digits  |
        | limit     | 309 digits |

      Examples: a cursor that the platform never gave
        | parameter | value            |
        | cursor    | "not-a-cursor"   |
        | cursor    | ""               |
        | cursor    | "MTAwMDAwMDAwMA" |
        | cursor    | "MDE"            |
        | cursor    | "MA"             |
        | cursor    | "MS41"           |

      Examples: a status that does not exist
        | parameter   | value      |
        | orderStatus | "FILLED"   |
        | orderStatus | "executed" |
        | orderStatus | ""         |

      Examples: a symbol that cannot exist
        | parameter | value              |
        | symbol    | "eurusd"           |
        | symbol    | "ABCDEFGHIJKLMNOP" |
        | symbol    | ""                 |
        | symbol    | " EURUSD"          |
        | symbol    | "EURUSD "          |
        | symbol    | "EURUSD,GBPUSD"    |

      Examples: a pattern instead of a symbol
        | parameter | value     |
        | symbol    | "*"       |
        | symbol    | "EUR*"    |
        | symbol    | "EUR?SD"  |
        | symbol    | "EUR%"    |
        | symbol    | "EUR_SD"  |
        | symbol    | "^EUR"    |
        | symbol    | "EUR(US)" |

      Examples: a parameter that does not exist
        | parameter | value |
        | "status"  | "X"   |
        | "page"    | "2"   |

    Example: A cursor that only looks like one that the platform gave is refused
      Given the trader has placed 2 orders
      When the trader pages on with a cursor that differs in one character from the one given
      Then the request should be refused as invalid
      And the refusal should name cursor

  @REFUSE-3
  @PAGE-4
  Rule: Every fault of a list is named at once

    Example: Two faults give two reasons
      When the trader lists orders with:
        | parameter   | value    |
        | limit       | "0"      |
        | orderStatus | "FILLED" |
      Then the request should be refused as invalid
      And the refusal should name limit
      And the refusal should name orderStatus
