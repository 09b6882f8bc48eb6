namespace InfoEntraide.Web.Data.Demo;

/// <summary>Chance that falls the same way every time.</summary>
internal static class DemoRandom
{
    private const int Seed = 19810521;

    public static Random Create() => new(Seed);

    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    public static T Pick<T>(this Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];

    /// <summary>
    /// Shares <paramref name="total"/> out by weight: each gets at least <paramref name="least"/>, the rest goes by largest remainder, so that the sum
    /// is exact. The result names each item as often as it was given, in random order.
    /// </summary>
    public static T[] Spread<T>(this Random random, IReadOnlyList<(T Item, double Weight)> shares, int total, int least)
    {
        var rest = total - (least * shares.Count);
        if (rest < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(total), total, "Too few to give each its least.");
        }

        var sum = shares.Sum(s => s.Weight);
        var exact = shares.Select(s => Math.Max(0, (total * s.Weight / sum) - least)).ToArray();
        var scale = rest / Math.Max(double.Epsilon, exact.Sum());
        var counts = exact.Select(e => least + (int)(e * scale)).ToArray();
        foreach (var i in Enumerable.Range(0, shares.Count).OrderByDescending(i => (exact[i] * scale) % 1).Take(total - counts.Sum()))
        {
            counts[i]++;
        }

        var spread = shares.SelectMany((s, i) => Enumerable.Repeat(s.Item, counts[i])).ToArray();
        random.Shuffle(spread);
        return spread;
    }
}
