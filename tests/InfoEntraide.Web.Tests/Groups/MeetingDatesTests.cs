using System.Globalization;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;

namespace InfoEntraide.Web.Tests.Groups;

public sealed class MeetingDatesTests
{
    private static readonly Rhythm Tuesdays = new() { Rule = "FREQ=WEEKLY;BYDAY=TU", StartTime = new(19, 30), EndTime = new(21, 0) };

    [Fact]
    public void Meetings_keep_their_wall_clock_time_across_daylight_saving()
    {
        // Summer time begins on 28 March 2027 and ends on 31 October 2027.
        Assert.Equal(
            ["2027-03-23T19:30+01:00/21:00+01:00", "2027-03-30T19:30+02:00/21:00+02:00"],
            Next(Tuesdays, "2027-03-20T12:00+01:00", 2));
        Assert.Equal(
            ["2027-10-26T19:30+02:00/21:00+02:00", "2027-11-02T19:30+01:00/21:00+01:00"],
            Next(Tuesdays, "2027-10-25T12:00+02:00", 2));
    }

    [Fact]
    public void A_meeting_in_the_skipped_hour_moves_forward_and_keeps_its_length()
    {
        var night = new Rhythm { Rule = "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", StartTime = new(2, 30), EndTime = new(3, 0) };
        Assert.Equal(["2027-03-28T03:30+02:00/04:00+02:00"], Next(night, "2027-01-01T00:00+01:00", 1));
    }

    [Fact]
    public void A_meeting_in_the_hour_that_comes_twice_is_in_the_first()
    {
        var night = new Rhythm { Rule = "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", StartTime = new(2, 30), EndTime = new(3, 30) };
        Assert.Equal(["2027-10-31T02:30+02:00/03:30+01:00"], Next(night, "2027-01-01T00:00+01:00", 1));
    }

    [Fact]
    public void An_end_before_the_start_is_on_the_next_day()
    {
        var late = Tuesdays with { StartTime = new(22, 0), EndTime = new(0, 30) };
        var meeting = MeetingDates.Next(late, [], At("2026-11-21T12:00+01:00")).First();
        Assert.Equal(At("2026-11-25T00:30+01:00"), meeting.End);
        Assert.Equal(new DateOnly(2026, 11, 24), meeting.Day);
    }

    [Fact]
    public void A_meeting_that_has_begun_is_no_longer_next()
    {
        Assert.Equal("2026-11-24T19:30+01:00/21:00+01:00", Next(Tuesdays, "2026-11-24T19:30+01:00", 1)[0]);
        Assert.Equal("2026-12-01T19:30+01:00/21:00+01:00", Next(Tuesdays, "2026-11-24T19:31+01:00", 1)[0]);
    }

    [Fact]
    public void Today_is_the_day_in_Switzerland_whatever_the_offset_of_the_clock()
    {
        var allDay = Tuesdays with { StartTime = null };
        Assert.Equal(new DateOnly(2026, 11, 24), MeetingDates.Next(allDay, [], At("2026-11-23T23:30+00:00")).First().Day);
        Assert.Equal(new DateOnly(2026, 12, 1), MeetingDates.Next(allDay, [], At("2026-11-24T23:30+00:00")).First().Day);
    }

    [Fact]
    public void Closures_days_left_out_and_extra_days_are_heeded_in_order()
    {
        var rhythm = Tuesdays with { Except = [new(2026, 12, 8), new(2026, 12, 12)], Also = [new(2026, 12, 24), new(2026, 12, 1), new(2026, 12, 12), new(2026, 11, 1), new(2026, 12, 3)] };
        ClosurePeriod[] closures = [new() { From = new(2026, 12, 22), To = new(2027, 1, 5) }];
        var days = MeetingDates.Next(rhythm, closures, At("2026-11-25T12:00+01:00")).Take(5).Select(m => m.Day);
        Assert.Equal([new(2026, 12, 1), new(2026, 12, 3), new(2026, 12, 15), new(2026, 12, 24), new(2027, 1, 12)], days);
    }

    [Fact]
    public void A_paused_group_meets_again_on_the_day_it_resumes()
    {
        var rhythm = Tuesdays with { Also = [new(2026, 12, 3)] };
        var days = MeetingDates.Next(rhythm, [], At("2026-11-21T12:00+01:00"), pausedUntil: new(2027, 1, 12)).Take(1).Select(m => m.Day);
        Assert.Equal([new DateOnly(2027, 1, 12)], days);
    }

    [Fact]
    public void No_date_is_made_up_where_the_first_day_is_not_known()
    {
        var fortnightly = Tuesdays with { Rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU" };
        Assert.Empty(MeetingDates.Next(fortnightly, [], At("2026-11-21T12:00+01:00")));
        Assert.Equal(
            [new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 8)],
            MeetingDates.Next(fortnightly with { StartsOn = new(2026, 11, 10) }, [], At("2026-11-21T12:00+01:00")).Take(2).Select(m => m.Day));
    }

    [Fact]
    public void Without_a_rule_only_extra_days_take_place()
    {
        var irregular = new Rhythm { Also = [new(2026, 12, 3)], StartTime = new(14, 0) };
        Assert.Equal([new Meeting(new(2026, 12, 3), At("2026-12-03T14:00+01:00"), null)], MeetingDates.Next(irregular, [], At("2026-11-21T12:00+01:00")));
        Assert.Empty(MeetingDates.Next(new() { Rule = "nonsense" }, [], At("2026-11-21T12:00+01:00")));
    }

    private static List<string> Next(Rhythm rhythm, string now, int count) =>
        [.. MeetingDates.Next(rhythm, [], At(now)).Take(count).Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Start:yyyy-MM-ddTHH:mmzzz}/{m.End:HH:mmzzz}"))];

    private static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);
}
