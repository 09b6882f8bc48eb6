namespace InfoEntraide.Search.Ranking;

/// <summary>
/// The search without topics or words, where every group is a candidate: the place, the filters and the facets' values are sets with one bit a group, counted by
/// counting bits; the order is mostly the fixed one, followed until the page is full.
/// </summary>
internal sealed class WholeSearch : GroupSearch
{
    private readonly int words;
    private readonly ulong[]?[] filters;
    private readonly ulong[] inReach;
    private readonly ulong[] passing;
    private readonly ulong[][] reaches;
    private PlaceScope measured;
    private bool isMeasured;
    private GroupTotals totals;

    public WholeSearch(GroupIndex index, SearchPlan plan, FacetFilter filter)
        : base(index, plan, filter)
    {
        words = Bits.Words(index.Count);
        filters = FilterSets();
        inReach = Scratch.Set(index.Count);
        passing = Scratch.Set(index.Count);
        reaches = plan.Scope.Place is null ? [inReach] : [Empty(), Empty(), Empty(), Empty()];
    }

    private bool IsUnlimited => Plan.Scope.Place is null;

    public override GroupTotals Measure(in PlaceScope scope)
    {
        if (isMeasured && measured == scope)
        {
            return totals;
        }

        (isMeasured, measured) = (true, scope);
        SetReaches(scope);
        Of(inReach).CopyTo(Of(passing));
        foreach (var filter in filters)
        {
            if (filter is not null)
            {
                Bits.And(Of(passing), Of(filter));
            }
        }

        var local = Bits.CountBoth(Of(passing), Of(reaches[(int)Reach.Local])) + (IsUnlimited ? 0 : Bits.CountBoth(Of(passing), Of(reaches[(int)Reach.SomewhereInCanton])));
        return totals = new GroupTotals(Filter.Facets == 0 && IsUnlimited ? Index.Count : Bits.Count(Of(passing)), local);
    }

    public override RankedGroups Rank(in PlaceScope scope)
    {
        Measure(scope);
        var facets = Filter.Facets == 0 && IsUnlimited ? Index.WholeCounts : FacetsOf(Counts());
        var page = new PageOf(Plan.Skip, (int)Math.Min(Plan.Take, Math.Max(0L, (long)totals.Total - Plan.Skip)));
        if (page.Hits.Length > 0)
        {
            Fill(ref page, scope);
        }

        return new RankedGroups(totals.Total, page.Hits, facets);
    }

    protected override (float Relevance, float Bonus) TextOf(int group) => (0, 0);

    private Span<ulong> Of(ulong[] set) => set.AsSpan(0, words);

    private ulong[] Empty() => Scratch.EmptySet(Index.Count);

    private void SetReaches(in PlaceScope scope)
    {
        Bits.Fill(Of(inReach), Index.Count);
        if (scope.Place is null)
        {
            return;
        }

        var local = Of(reaches[(int)Reach.Local]);
        var somewhere = Of(reaches[(int)Reach.SomewhereInCanton]);
        var anywhere = Of(reaches[(int)Reach.Anywhere]);
        var elsewhere = Of(reaches[(int)Reach.Elsewhere]);
        local.Clear();
        somewhere.Clear();
        anywhere.Clear();
        elsewhere.Clear();
        if (scope.Place.Point is null)
        {
            OfCanton.AddTo(local);
            Bits.AndNot(local, Index.Anywhere);
        }
        else if (Origin.Exists)
        {
            Index.AddWithin(Origin, scope.RadiusKm, local);
        }

        if (!scope.OnlyWithin || scope.Place.Point is null)
        {
            Index.Anywhere.CopyTo(anywhere);
            Bits.AndNot(anywhere, local);
            if (scope.Place.Point is not null)
            {
                OfCanton.AddTo(somewhere);
                KeepWithoutDistance(somewhere);
                Bits.AndNot(somewhere, Index.Anywhere);
            }

            if (scope.IsEverywhere)
            {
                Bits.Fill(elsewhere, Index.Count);
                if (scope.Place.Point is not null)
                {
                    KeepWithoutDistance(elsewhere);
                }

                Bits.AndNot(elsewhere, Index.Anywhere);
                Bits.AndNot(elsewhere, local);
                Bits.AndNot(elsewhere, somewhere);
            }
        }

        local.CopyTo(Of(inReach));
        Bits.Or(Of(inReach), somewhere);
        Bits.Or(Of(inReach), anywhere);
        Bits.Or(Of(inReach), elsewhere);
    }

    private void KeepWithoutDistance(Span<ulong> set)
    {
        if (Origin.Exists)
        {
            Bits.And(set, Index.WithoutPoint);
        }
    }

    private int[] Counts()
    {
        var counts = Scratch.ZeroCounts(Index.Values.Count);
        var visits = (long)totals.Total * VisitingSteps < Index.CountingSteps;
        if (visits)
        {
            VisitPassing(counts);
        }

        for (var f = 0; f < filters.Length; f++)
        {
            if (filters[f] is not null)
            {
                CountWithoutFilter(f, counts);
            }
            else if (!visits)
            {
                CountIn(f, Of(passing), counts);
            }
        }

        return counts;
    }

    private void VisitPassing(int[] counts)
    {
        Span<ulong> rest = Of(passing);
        for (var i = 0; i < rest.Length; i++)
        {
            for (var word = rest[i]; word != 0; word &= word - 1)
            {
                foreach (var value in Index.Rows.Of((i << 6) + System.Numerics.BitOperations.TrailingZeroCount(word)))
                {
                    counts[value]++;
                }
            }
        }
    }

    // A facet is counted as if it were not filtered itself.
    private void CountWithoutFilter(int facet, int[] counts)
    {
        var isOnlyFilter = Filter.Facets == 1u << facet;
        if (isOnlyFilter && IsUnlimited)
        {
            foreach (var value in Index.Values.Of(facet))
            {
                counts[value] = Index.OfValue(value).Count;
            }

            return;
        }

        var set = Scratch.Set(Index.Count);
        Of(inReach).CopyTo(Of(set));
        for (var f = 0; f < filters.Length; f++)
        {
            if (f != facet && filters[f] is { } filter)
            {
                Bits.And(Of(set), Of(filter));
            }
        }

        CountIn(facet, Of(set), counts);
    }

    private void CountIn(int facet, ReadOnlySpan<ulong> set, int[] counts)
    {
        foreach (var value in Index.Values.Of(facet))
        {
            counts[value] = Index.OfValue(value).CountIn(set);
        }
    }

    // Uses up the sets: what was measured is gone afterwards.
    private void Fill(ref PageOf page, in PlaceScope scope)
    {
        isMeasured = false;
        if (HasFixedOrder)
        {
            Take(ref page, Of(passing), scope);
            return;
        }

        if (IsByDistance)
        {
            var measurable = Scratch.Set(Index.Count);
            Of(passing).CopyTo(Of(measurable));
            if (Origin.Exists)
            {
                Bits.AndNot(Of(measurable), Index.WithoutPoint);
            }
            else
            {
                Of(measurable).Clear();
            }

            TakeNearest(ref page, Of(measurable), scope);
            Of(passing).CopyTo(Of(inReach));
            Bits.AndNot(Of(inReach), Of(measurable));
            TakeByLanguage(ref page, Of(inReach), scope);
            return;
        }

        for (var r = 0; r < reaches.Length && !page.IsFull; r++)
        {
            Bits.And(Of(reaches[r]), Of(passing));
            if (r == (int)Reach.Local && scope.Place?.Point is not null)
            {
                TakeNearest(ref page, Of(reaches[r]), scope);
            }
            else
            {
                TakeByLanguage(ref page, Of(reaches[r]), scope);
            }
        }
    }

    private void TakeByLanguage(ref PageOf page, Span<ulong> set, in PlaceScope scope)
    {
        var spoken = SetOf(OfLanguage);
        Bits.And(Of(spoken), set);
        Take(ref page, Of(spoken), scope);
        if (!page.IsFull)
        {
            Bits.AndNot(set, Of(spoken));
            Take(ref page, set, scope);
        }
    }

    // Continues the page with a set in the fixed order.
    private void Take(ref PageOf page, ReadOnlySpan<ulong> set, in PlaceScope scope)
    {
        var count = Bits.Count(set);
        if (page.IsFull || page.Passes(count))
        {
            return;
        }

        // Following the order passes so many groups for each one of the set; picking the ranks of the whole set is quicker for a small one.
        var radius = new Distance(scope.RadiusKm);
        var end = (int)Math.Min(count, (long)page.ToSkip + page.Missing);
        if ((long)Index.Count * end <= 4L * count * count)
        {
            foreach (var group in Order.GroupAt)
            {
                if (Bits.Has(set, group) && page.Add(out var at))
                {
                    page.Hits[at] = HitOf(group, scope, radius, 0, 0);
                    if (page.IsFull)
                    {
                        return;
                    }
                }
            }

            return;
        }

        Scratch.FitKeys(count);
        var keys = Scratch.Keys.AsSpan(0, count);
        var next = 0;
        for (var i = 0; i < set.Length; i++)
        {
            for (var word = set[i]; word != 0; word &= word - 1)
            {
                keys[next++] = (ulong)Order.RankOf[(i << 6) + System.Numerics.BitOperations.TrailingZeroCount(word)];
            }
        }

        TakeSmallest(ref page, keys, end, scope);
    }

    // Continues the page with a set in the order of nearness. Everything within a step is better than anything beyond it: the smallest circle that fills the page will do.
    private void TakeNearest(ref PageOf page, ReadOnlySpan<ulong> set, in PlaceScope scope)
    {
        var count = Bits.Count(set);
        if (page.Passes(count))
        {
            return;
        }

        var end = (int)Math.Min(count, (long)page.ToSkip + page.Missing);
        var circle = Scratch.Set(Index.Count);
        foreach (var km in Scoring.StepsKm)
        {
            if (km >= scope.RadiusKm)
            {
                break;
            }

            Of(circle).Clear();
            Index.AddWithin(Origin, km, Of(circle));
            Bits.And(Of(circle), set);
            if (Bits.Count(Of(circle)) >= end && TakeNearest(ref page, Of(circle), new Distance(km), end, scope))
            {
                return;
            }
        }

        TakeNearest(ref page, set, new Distance(double.PositiveInfinity), end, scope);
    }

    private bool TakeNearest(ref PageOf page, ReadOnlySpan<ulong> set, in Distance step, int end, in PlaceScope scope)
    {
        Scratch.FitKeys(Index.Count);
        var keys = Scratch.Keys;
        var spoken = SetOf(OfLanguage);
        var (next, sure) = (0, 0);
        for (var i = 0; i < set.Length; i++)
        {
            for (var word = set[i]; word != 0; word &= word - 1)
            {
                var group = (i << 6) + System.Numerics.BitOperations.TrailingZeroCount(word);
                var square = Index.PointOf(group).Square(Origin);
                sure += step.IsBelow(square) ? 1 : 0;
                keys[next++] = KeyOf(group, Reach.Local, 0, 0, square, !Bits.Has(Of(spoken), group));
            }
        }

        if (sure < end)
        {
            return false;
        }

        TakeSmallest(ref page, keys.AsSpan(0, next), end, scope);
        return true;
    }

    private void TakeSmallest(ref PageOf page, Span<ulong> keys, int end, in PlaceScope scope)
    {
        var radius = new Distance(scope.RadiusKm);
        SmallestKeys.MoveToFront(keys, end);
        foreach (var key in keys[..end])
        {
            var group = Order.GroupAt[Scoring.RankIn(key)];
            if (page.Add(out var at))
            {
                page.Hits[at] = HitOf(group, scope, radius, 0, 0);
            }
        }
    }
}
