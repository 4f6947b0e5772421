namespace HmRnnInk.App.Colours;

/// <summary>The colour of the person's ink, in the colour modes that only show who wrote it.</summary>
internal enum PenColour
{
    Black,
    Blue,
    Green,
    Red,
    Purple,
}
