namespace InfoEntraide.Search.Ranking;

/// <summary>
/// The search by topics or words: their lists hold the candidates, and only those are visited, each once for filters and distance and once for counts and order, however
/// often the place is tried another way. Time goes with what is found, not with the catalogue.
/// </summary>
internal sealed class ListedSearch : GroupSearch
{
    private int scored;
    private int candidates;
    private int results;

    public ListedSearch(GroupIndex index, SearchPlan plan, FacetFilter filter)
        : base(index, plan, filter)
    {
        AddTopics();
        AddWords();
        KeepCandidates();
    }

    public override GroupTotals Measure(in PlaceScope scope)
    {
        if (scope.Place is null)
        {
            return new GroupTotals(results, results);
        }

        var (total, local) = (0, 0);
        var radius = new Distance(scope.RadiusKm);
        foreach (ref readonly var candidate in Scratch.Candidates.AsSpan(0, candidates))
        {
            if (candidate.IsResult)
            {
                var reach = ReachOf(candidate, scope, radius);
                total += reach == Reach.Outside ? 0 : 1;
                local += reach is Reach.Local or Reach.SomewhereInCanton ? 1 : 0;
            }
        }

        return new GroupTotals(total, local);
    }

    public override RankedGroups Rank(in PlaceScope scope)
    {
        var radius = new Distance(scope.RadiusKm);
        var counts = Scratch.ZeroCounts(Index.Values.Count);
        var keys = Scratch.Keys;
        var total = 0;
        var set = Filter.Facets == 0 && (long)candidates * VisitingSteps > Index.CountingSteps ? Scratch.EmptySet(Index.Count) : null;
        foreach (ref readonly var candidate in Scratch.Candidates.AsSpan(0, candidates))
        {
            var reach = ReachOf(candidate, scope, radius);
            if (reach == Reach.Outside)
            {
                continue;
            }

            if (!candidate.IsResult)
            {
                CountOnly(Index.Rows.Of(candidate.Group), candidate.Failed, counts);
                continue;
            }

            if (set is not null)
            {
                Bits.Add(set, candidate.Group);
            }
            else
            {
                foreach (var value in Index.Rows.Of(candidate.Group))
                {
                    counts[value]++;
                }
            }

            keys[total++] = KeyOf(candidate.Group, reach, candidate.Relevance, candidate.Bonus, candidate.Square, candidate.IsForeign);
        }

        if (set is not null)
        {
            CountIn(set, counts);
        }

        var hits = Page(keys.AsSpan(0, total), scope, radius);
        return new RankedGroups(total, hits, FacetsOf(counts));
    }

    protected override (float Relevance, float Bonus) TextOf(int group)
    {
        var found = Scratch.Scored.AsSpan(0, scored);
        var at = found.BinarySearch(new ScoredGroup(group, 0, 0), ScoredGroup.ByGroup);
        return (found[at].Relevance, found[at].Bonus);
    }

    private static Reach ReachOf(in Candidate candidate, in PlaceScope scope, in Distance radius) =>
        ReachOf(scope, radius, candidate.Square, candidate.IsAnywhere, candidate.IsInCanton);

    // A facet's own filter does not count for it: a group that fails only there is still one of its values' results.
    private void CountOnly(ReadOnlySpan<int> row, Facet facet, int[] counts)
    {
        foreach (var value in row)
        {
            if (Index.Values.FacetOf(value) == facet)
            {
                counts[value]++;
            }
        }
    }

    // Lists are merged in the order of groups, so that memory is read from front to back: scattering scores over an array of all groups is several times slower.
    private void AddTopics()
    {
        foreach (var wanted in Plan.Topics)
        {
            var groups = Index.OfTopic(wanted.Topic);
            var (main, other) = (Scoring.OfTopic(wanted.Share, isMain: true), Scoring.OfTopic(wanted.Share, isMain: false));
            Scratch.FitSpare(scored + groups.Length);
            ReadOnlySpan<ScoredGroup> before = Scratch.Scored;
            Span<ScoredGroup> after = Scratch.Spare;
            var (next, count) = (0, 0);
            foreach (var (group, isMain) in groups)
            {
                for (; next < scored && before[next].Group < group; next++)
                {
                    after[count++] = before[next];
                }

                var score = isMain ? main : other;
                if (next < scored && before[next].Group == group)
                {
                    after[count++] = before[next] with { Relevance = Scoring.WithTopic(before[next].Relevance, score) };
                    next++;
                }
                else if (count > 0 && after[count - 1].Group == group)
                {
                    // It names the topic twice.
                    after[count - 1] = after[count - 1] with { Relevance = Scoring.WithTopic(after[count - 1].Relevance, score) };
                }
                else
                {
                    after[count++] = new ScoredGroup(group, Scoring.WithTopic(0, score), 0);
                }
            }

            before[next..scored].CopyTo(after[count..]);
            scored = count + scored - next;
            Scratch.SwapScored();
        }
    }

    private void AddWords()
    {
        foreach (var stem in Plan.WordStems)
        {
            var postings = Index.Words.Of(stem);
            var rarity = Index.Words.RarityOf(postings);
            if (Plan.WordsRequired)
            {
                AddRequired(postings, rarity);
            }
            else
            {
                AddBonus(postings, rarity);
            }
        }
    }

    private void AddRequired(WordIndex.Postings postings, float rarity)
    {
        var perWord = Scoring.OfRequiredWord(Plan.WordStems.Length);
        Scratch.FitSpare(scored + postings.Groups.Length);
        ReadOnlySpan<ScoredGroup> before = Scratch.Scored;
        Span<ScoredGroup> after = Scratch.Spare;
        var (next, count) = (0, 0);
        for (var i = 0; i < postings.Groups.Length; i++)
        {
            var group = postings.Groups[i];
            for (; next < scored && before[next].Group < group; next++)
            {
                after[count++] = before[next];
            }

            var known = next < scored && before[next].Group == group ? before[next++] : new ScoredGroup(group, 0, 0);
            after[count++] = new ScoredGroup(group, known.Relevance + perWord, known.Bonus + Index.Words.Contribution(rarity, postings.Frequencies[i], group));
        }

        before[next..scored].CopyTo(after[count..]);
        scored = count + scored - next;
        Scratch.SwapScored();
    }

    private void AddBonus(WordIndex.Postings postings, float rarity)
    {
        var isLong = postings.Groups.Length / 16 > scored;
        var next = 0;
        foreach (ref var found in Scratch.Scored.AsSpan(0, scored))
        {
            if (isLong)
            {
                next = Array.BinarySearch(postings.Groups, next, postings.Groups.Length - next, found.Group);
                next = next < 0 ? ~next : next;
            }
            else
            {
                while (next < postings.Groups.Length && postings.Groups[next] < found.Group)
                {
                    next++;
                }
            }

            if (next < postings.Groups.Length && postings.Groups[next] == found.Group)
            {
                found = found with { Bonus = found.Bonus + Index.Words.Contribution(rarity, postings.Frequencies[next], found.Group) };
            }
        }
    }

    // Everything asked of a group here is one bit of a set: its own values are not looked at before they are counted.
    private void KeepCandidates()
    {
        Scratch.FitCandidates(scored);
        var (kept, measures) = (Scratch.Candidates, Plan.Scope.Place?.Point is not null);
        var spoken = SetOf(OfLanguage);
        var inCanton = SetOf(OfCanton);
        var filters = FilterSets();
        foreach (var (group, relevance, bonus) in Scratch.Scored.AsSpan(0, scored))
        {
            var flags = (Bits.Has(Index.Anywhere, group) ? Candidate.MeetsAnywhere : 0)
                | (Bits.Has(spoken, group) ? Candidate.SpeaksLanguage : 0)
                | (Bits.Has(inCanton, group) ? Candidate.InCanton : 0);
            if (Filter.Facets != 0)
            {
                var failed = 0u;
                for (var f = 0; f < filters.Length; f++)
                {
                    failed |= filters[f] is { } filter && !Bits.Has(filter, group) ? 1u << f : 0;
                }

                if ((failed & (failed - 1)) != 0)
                {
                    continue;
                }

                flags |= failed;
            }

            var square = measures ? Index.PointOf(group).Square(Origin) : double.NaN;
            results += (flags & Candidate.FailedFacets) == 0 ? 1 : 0;
            kept[candidates++] = new Candidate(group, relevance, bonus, flags, square);
        }
    }

    private Hit[] Page(Span<ulong> keys, in PlaceScope scope, in Distance radius)
    {
        var end = (int)Math.Min(keys.Length, (long)Plan.Skip + Plan.Take);
        if (end <= Plan.Skip)
        {
            return [];
        }

        SmallestKeys.MoveToFront(keys, end);
        var hits = new Hit[end - Plan.Skip];
        for (var i = 0; i < hits.Length; i++)
        {
            var group = Order.GroupAt[Scoring.RankIn(keys[Plan.Skip + i])];
            var (relevance, bonus) = TextOf(group);
            hits[i] = HitOf(group, scope, radius, relevance, bonus);
        }

        return hits;
    }
}
