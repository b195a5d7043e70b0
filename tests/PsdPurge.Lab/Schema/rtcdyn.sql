-- Database rtcdyn of a lab Front-End: what is going on right now. Status of each column as in rtc.sql.

CREATE TABLE dbo.ActiveConference
(
    ConfId                      int         NOT NULL,   -- seen: rtc.dbo.Conference.ConfId
    ConfStateVersion            bigint      NOT NULL,   -- seen
    Locked                      bit         NOT NULL,   -- seen
    AdmissionType               int         NOT NULL,   -- seen
    AutoPromote                 int         NOT NULL,   -- seen
    PstnLobbyBypass             bit         NOT NULL,   -- seen
    LastPartID                  int         NULL,       -- seen
    LastEnterprisePartLeaveTime datetime    NULL,       -- seen
    ActivationInstance          uniqueidentifier NULL,  -- seen
    IsLargeMeeting              bit         NOT NULL,   -- seen
    CONSTRAINT PK_ActiveConference PRIMARY KEY CLUSTERED (ConfId)
);
GO

CREATE TABLE dbo.Participant
(
    ConfId              int             NOT NULL,   -- seen
    UserAtHost          nvarchar(440)   NOT NULL,   -- seen (with ConfId it must fit 900 bytes)
    JoinTime            datetime        NOT NULL,   -- seen
    EnterpriseId        bit             NOT NULL,   -- seen; the type is assumed
    CONSTRAINT PK_Participant PRIMARY KEY CLUSTERED (ConfId, UserAtHost)
);
GO
