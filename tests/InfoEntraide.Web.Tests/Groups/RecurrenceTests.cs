using InfoEntraide.Web.Features.Groups;

namespace InfoEntraide.Web.Tests.Groups;

public sealed class RecurrenceTests
{
    // First day of the series, day asked from, rule, the first four days. The expected days come from dateutil's rrule, an independent
    // implementation of RFC 5545, not from ours.
    [Theory]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=DAILY", "2026-11-21 2026-11-22 2026-11-23 2026-11-24")]
    [InlineData("2026-11-21", "2026-12-30", "FREQ=DAILY;INTERVAL=3", "2026-12-30 2027-01-02 2027-01-05 2027-01-08")]
    [InlineData("2026-11-21", "2027-02-01", "FREQ=DAILY;INTERVAL=10;COUNT=9", "2027-02-09")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=DAILY;BYDAY=MO,WE", "2026-11-23 2026-11-25 2026-11-30 2026-12-02")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29 2032-02-29 2036-02-29")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=DAILY;BYMONTHDAY=-1", "2026-11-30 2026-12-31 2027-01-31 2027-02-28")]
    [InlineData("2026-11-24", "2026-11-24", "FREQ=WEEKLY", "2026-11-24 2026-12-01 2026-12-08 2026-12-15")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=WEEKLY;BYDAY=TU", "2026-11-24 2026-12-01 2026-12-08 2026-12-15")]
    [InlineData("2026-11-21", "2026-12-28", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-12-28 2026-12-31 2027-01-04 2027-01-07")]
    [InlineData("2026-11-24", "2026-11-24", "FREQ=WEEKLY;INTERVAL=2", "2026-11-24 2026-12-08 2026-12-22 2027-01-05")]
    [InlineData("2026-11-24", "2027-01-01", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2027-01-05 2027-01-19 2027-02-02 2027-02-16")]
    [InlineData("2026-11-25", "2026-11-25", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,WE", "2026-11-25 2026-12-08 2026-12-09 2026-12-22")]
    [InlineData("2026-11-29", "2026-11-29", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", "2026-11-29 2026-12-07 2026-12-13 2026-12-21")]
    [InlineData("2026-11-29", "2026-11-29", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "2026-11-29 2026-11-30 2026-12-13 2026-12-14")]
    [InlineData("1997-08-05", "1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU", "1997-08-05 1997-08-10 1997-08-19 1997-08-24")]
    [InlineData("1997-08-05", "1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05 1997-08-17 1997-08-19 1997-08-31")]
    [InlineData("2026-11-24", "2027-05-01", "FREQ=WEEKLY;INTERVAL=52", "2027-11-23 2028-11-21 2029-11-20 2030-11-19")]
    [InlineData("2026-11-24", "2026-11-24", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,12", "2026-12-01 2026-12-08 2026-12-15 2026-12-22")]
    [InlineData("2026-11-24", "2026-11-24", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261208", "2026-11-24 2026-12-01 2026-12-08")]
    [InlineData("2026-11-23", "2026-11-23", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-27 2026-12-04 2026-12-11 2026-12-18")]
    [InlineData("2026-01-31", "2026-01-31", "FREQ=MONTHLY", "2026-01-31 2026-03-31 2026-05-31 2026-07-31")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYDAY=2TU", "2026-12-08 2027-01-12 2027-02-09 2027-03-09")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYDAY=-1TH", "2026-11-26 2026-12-31 2027-01-28 2027-02-25")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYDAY=5MO", "2026-11-30 2027-03-29 2027-05-31 2027-08-30")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYDAY=-5MO", "2027-03-01 2027-05-03 2027-08-02 2027-11-01")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYDAY=1TU,3TU", "2026-12-01 2026-12-15 2027-01-05 2027-01-19")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1WE", "2027-01-06 2027-03-03 2027-05-05 2027-07-07")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15 2027-01-15 2027-02-15 2027-03-15")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30 2026-12-31 2027-01-31 2027-02-28")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01 2026-12-15 2027-01-01 2027-01-15")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "2027-08-13 2028-10-13 2029-04-13 2029-07-13")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "2026-12-12 2027-01-09 2027-02-13 2027-03-13")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "2026-12-01 2027-01-01 2027-02-01 2027-03-01")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30 2026-12-31 2027-01-29 2027-02-26")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2,4", "2026-11-24 2026-12-08 2026-12-22 2027-01-12")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYDAY=2TU;BYMONTH=1,2,3,4,5,6,9,10,11,12", "2026-12-08 2027-01-12 2027-02-09 2027-03-09")]
    [InlineData("2026-11-21", "2027-04-01", "FREQ=MONTHLY;BYDAY=2TU;COUNT=6", "2027-04-13 2027-05-11")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=YEARLY", "2026-11-21 2027-11-21 2028-11-21 2029-11-21")]
    [InlineData("2024-02-29", "2024-02-29", "FREQ=YEARLY", "2024-02-29 2028-02-29 2032-02-29")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=21", "2027-05-21 2028-05-21 2029-05-21 2030-05-21")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1SA", "2027-03-06 2027-09-04 2028-03-04 2028-09-02")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=YEARLY;BYDAY=1MO", "2027-01-04 2028-01-03 2029-01-01 2030-01-07")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYSETPOS=-1", "2028-01-30 2030-01-27 2032-01-25 2034-01-29")]
    [InlineData("2026-11-21", "2020-01-01", "FREQ=MONTHLY;BYDAY=3FR", "2026-12-18 2027-01-15 2027-02-19 2027-03-19")]
    [InlineData("2026-11-21", "2027-06-01", "FREQ=MONTHLY;BYDAY=3FR;UNTIL=20270520", "")]
    [InlineData("2020-01-06", "2026-11-21", "FREQ=WEEKLY;INTERVAL=3", "2026-11-30 2026-12-21 2027-01-11 2027-02-01")]
    [InlineData("2026-11-21", "2026-11-21", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "")]
    public void A_rule_names_the_same_days_as_an_independent_implementation(string start, string from, string rule, string expected)
    {
        Assert.Equal(expected, Text(Parse(rule).Dates(Day(start), Day(from)).Take(4)));
    }

    [Theory]
    [InlineData("rrule: freq=weekly ; byday = tu", "FREQ=WEEKLY;BYDAY=TU")]
    [InlineData("BYDAY=TH,MO,TH;FREQ=WEEKLY;INTERVAL=1;WKST=MO;", "FREQ=WEEKLY;BYDAY=MO,TH")]
    [InlineData("FREQ=MONTHLY;BYDAY=+2TU,-1TU", "FREQ=MONTHLY;BYDAY=-1TU,2TU")]
    [InlineData("COUNT=3;BYSETPOS=-1;BYMONTHDAY=15,1;BYMONTH=9,3;FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1,15;BYSETPOS=-1;COUNT=3")]
    [InlineData("FREQ=WEEKLY;WKST=SU;UNTIL=20270101;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;UNTIL=20270101")]
    public void A_rule_has_one_canonical_form(string written, string canonical)
    {
        Assert.Equal(canonical, Parse(written).ToString());
        Assert.Equal(Parse(canonical), Parse(written));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("BYDAY=TU", "FREQ is missing")]
    [InlineData("every tuesday", "EVERY TUESDAY")]
    [InlineData("FREQ=HOURLY", "FREQ cannot be 'HOURLY'")]
    [InlineData("FREQ=WEEKLY;FREQ=DAILY", "twice")]
    [InlineData("FREQ=WEEKLY;INTERVAL=0", "INTERVAL")]
    [InlineData("FREQ=WEEKLY;INTERVAL=53", "INTERVAL")]
    [InlineData("FREQ=WEEKLY;INTERVAL=99999999999999", "INTERVAL")]
    [InlineData("FREQ=WEEKLY;BYDAY=DI", "BYDAY cannot be 'DI'")]
    [InlineData("FREQ=WEEKLY;BYDAY=", "BYDAY")]
    [InlineData("FREQ=WEEKLY;BYDAY=2TU", "ordinal")]
    [InlineData("FREQ=MONTHLY;BYDAY=6TU", "BYDAY")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=3", "does not go with")]
    [InlineData("FREQ=YEARLY;BYMONTH=-1", "BYMONTH")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=3", "BYWEEKNO")]
    [InlineData("FREQ=WEEKLY;BYSETPOS=1", "BYSETPOS needs")]
    [InlineData("FREQ=WEEKLY;UNTIL=20270230", "UNTIL")]
    [InlineData("FREQ=WEEKLY;UNTIL=20270101;COUNT=3", "exclude")]
    [InlineData("FREQ=WEEKLY;COUNT=0", "COUNT")]
    public void A_rule_that_cannot_be_understood_is_refused_with_the_reason(string rule, string reason)
    {
        Assert.False(Recurrence.TryParse(rule, out var recurrence, out var error));
        Assert.Null(recurrence);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_and_endless_text_are_refused_without_an_exception()
    {
        Assert.False(Recurrence.TryParse(null, out _, out _));
        Assert.False(Recurrence.TryParse("FREQ=MONTHLY;BYMONTHDAY=" + string.Join(',', Enumerable.Repeat("1", 100_000)), out _, out var error));
        Assert.Contains("longer", error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_arbitrary_text_makes_the_parser_throw()
    {
        var random = new Random(5545);
        string[] pieces = ["FREQ=", "WEEKLY", "MONTHLY", "YEARLY", ";", ";", ",", "=", "BYDAY=", "-1", "5", "TU", "BYMONTHDAY=", "31", "UNTIL=", "99991231", "COUNT=", "é", " ", "\0", "BYSETPOS=", "+", "-"];
        var understood = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var rule = "FREQ=MONTHLY;" + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (Recurrence.TryParse(rule, out var recurrence, out _))
            {
                understood++;
                Assert.Equal(recurrence, Parse(recurrence!.ToString()));
            }
        }

        Assert.True(understood > 100, "The generator should also hit valid rules.");
    }

    [Fact]
    public void Dates_end_ten_years_ahead_and_at_the_end_of_the_calendar()
    {
        Assert.Equal(Day("2036-11-18"), Parse("FREQ=WEEKLY;BYDAY=TU").Dates(Day("2026-11-24"), Day("2026-11-24")).Last());
        Assert.Equal(Day("9999-12-28"), Parse("FREQ=WEEKLY;BYDAY=TU").Dates(Day("9999-12-01"), Day("9999-12-01")).Last());
        Assert.Equal(Day("9999-12-01"), Parse("FREQ=MONTHLY;INTERVAL=52;BYMONTHDAY=1").Dates(Day("9999-12-01"), Day("9999-12-01")).Last());
        Assert.Equal(Day("0001-01-02"), Parse("FREQ=WEEKLY;BYDAY=TU;WKST=SU").Dates(DateOnly.MinValue, DateOnly.MinValue).First());
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", false)]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU;BYMONTH=3", false)]
    [InlineData("FREQ=DAILY", false)]
    [InlineData("FREQ=WEEKLY", true)]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", true)]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;COUNT=4", true)]
    public void A_rule_knows_whether_its_dates_depend_on_the_first_day(string rule, bool needsStart)
    {
        Assert.Equal(needsStart, Parse(rule).NeedsStart);
    }

    private static Recurrence Parse(string rule)
    {
        Assert.True(Recurrence.TryParse(rule, out var recurrence, out var error), error);
        return recurrence!;
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(IEnumerable<DateOnly> days) =>
        string.Join(' ', days.Select(d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
}
