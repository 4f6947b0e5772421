namespace HmRnnInk.App.Host;

/// <summary>The valuator (axis) in which a tablet reports the pressure of its pen.</summary>
/// <param name="Number">The number of the valuator on its device.</param>
/// <param name="Minimum">The minimum of its range, in the unit of the device.</param>
/// <param name="Maximum">The maximum of its range; above <paramref name="Minimum"/>.</param>
internal readonly record struct PressureAxis(int Number, double Minimum, double Maximum)
{
    /// <param name="mask">One bit for each valuator, the lowest first.</param>
    /// <param name="values">The values of those valuators whose bit is set, in order.</param>
    /// <returns>0 to 1; null if the event does not include it because it has not changed.</returns>
    public float? In(ReadOnlySpan<byte> mask, ReadOnlySpan<double> values)
    {
        if (!IsSet(mask, Number)) return null;
        int index = 0;
        for (int valuator = 0; valuator < Number; valuator++)
            if (IsSet(mask, valuator)) index++;
        return (float)Math.Clamp((values[index] - Minimum) / (Maximum - Minimum), 0, 1);

        static bool IsSet(ReadOnlySpan<byte> mask, int bit) => bit / 8 < mask.Length && (mask[bit / 8] & 1 << bit % 8) != 0;
    }
}
