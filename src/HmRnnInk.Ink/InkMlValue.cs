namespace HmRnnInk.Ink;

/// <summary>A channel's last value and differences.</summary>
internal struct InkMlValue
{
    private double _difference;
    private double _secondDifference;

    /// <summary>What the numbers in the text are: 0 values, 1 first differences, 2 second differences.</summary>
    public int Order { get; set; }

    public double Value { get; private set; }

    public bool IsKnown { get; private set; }

    public static InkMlValue Of(double? known) => known is { } value ? new InkMlValue { Value = value, IsKnown = true } : default;

    public void Take(double number)
    {
        switch (Order)
        {
            case 0: _difference = IsKnown ? number - Value : 0; break;
            case 1: _difference = number; break;
            default: (_secondDifference, _difference) = (number, _difference + number); break;
        }

        Value = Order == 0 ? number : Value + _difference;
        IsKnown = true;
    }

    public void Repeat() => Take(Order switch { 0 => Value, 1 => _difference, _ => _secondDifference });
}
