namespace InfoEntraide.Search.Ranking;

/// <summary>Partial sort: only the page that is shown needs an order.</summary>
internal static class SmallestKeys
{
    /// <summary>Brings the <paramref name="count"/> smallest keys to the front, sorted. What follows is in no order.</summary>
    public static void MoveToFront(Span<ulong> keys, int count)
    {
        // A heap pays while the page is small against the whole.
        if (count > keys.Length / 8)
        {
            keys.Sort();
            return;
        }

        var heap = keys[..count];
        for (var i = (count / 2) - 1; i >= 0; i--)
        {
            SiftDown(heap, i);
        }

        for (var i = count; i < keys.Length; i++)
        {
            if (keys[i] < heap[0])
            {
                (keys[i], heap[0]) = (heap[0], keys[i]);
                SiftDown(heap, 0);
            }
        }

        heap.Sort();
    }

    private static void SiftDown(Span<ulong> heap, int parent)
    {
        while (true)
        {
            var child = (2 * parent) + 1;
            if (child >= heap.Length)
            {
                return;
            }

            if (child + 1 < heap.Length && heap[child + 1] > heap[child])
            {
                child++;
            }

            if (heap[child] <= heap[parent])
            {
                return;
            }

            (heap[child], heap[parent]) = (heap[parent], heap[child]);
            parent = child;
        }
    }
}
