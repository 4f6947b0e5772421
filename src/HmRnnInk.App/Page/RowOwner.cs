namespace HmRnnInk.App.Page;

/// <summary>Who wrote a row.</summary>
public enum RowOwner : byte
{
    Person,
    Model,
}
