namespace HmRnnInk.App.Live;

/// <summary>Who wrote a row.</summary>
public enum RowOwner : byte
{
    Person,
    Model,
}
