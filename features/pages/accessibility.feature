@browser
@heavy
Feature: Pages for everybody
  People who do not see, who see little, or who use no mouse test and operate the platform too.
  Its pages have to be theirs as well, in light and in dark colours.

  @beyond-contract
  Rule: Nothing keeps anybody from using a page

    Scenario Outline: <page> has no serious fault of accessibility
      Given an EXECUTED order
      When a tester examines the page "<page>"
      Then the page should have no serious fault of accessibility

      Examples: every page of the platform
        | page          |
        | /             |
        | /api-docs     |
        | /test-results |
